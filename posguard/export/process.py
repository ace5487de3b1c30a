"""The process that asks and hands out steps, as BPMN 2.0 without what each engine has of its own.

It names no question and no step: those are variables, so that it fits every pack.
"""

from string import Template

NEXT, PLAN, DUE = "posguard-next", "posguard-plan", "posguard-due"
"""The topics of its jobs: what is next, the plan, and due times once an event is known."""

# In the order that the schema asks for: documentation, extensions, incoming, outgoing, the rest.
PROCESS = Template("""\
<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
    xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    $definitions
    id="posguard-definitions" targetNamespace="https://posguard.invalid/process"
    exporter="posguard" exporterVersion="$version">
  <bpmn:message id="message" name="posguard-event">$message</bpmn:message>
  <bpmn:process id="posguard" name="$name" isExecutable="true"$process>
    <bpmn:documentation>$about</bpmn:documentation>
    <bpmn:startEvent id="start" name="$start_name">
      <bpmn:outgoing>begin</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="begin" sourceRef="start" targetRef="again"/>
    <bpmn:exclusiveGateway id="again">
      <bpmn:incoming>begin</bpmn:incoming>
      <bpmn:incoming>answered</bpmn:incoming>
      <bpmn:outgoing>go_on</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="go_on" sourceRef="again" targetRef="next"/>
    <bpmn:serviceTask id="next" name="$next_name"$next_task>
      $next
      <bpmn:incoming>go_on</bpmn:incoming>
      <bpmn:outgoing>known</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="known" sourceRef="next" targetRef="asking"/>
    <bpmn:exclusiveGateway id="asking" name="$asking_name" default="nothing_left">
      <bpmn:incoming>known</bpmn:incoming>
      <bpmn:outgoing>question_left</bpmn:outgoing>
      <bpmn:outgoing>nothing_left</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="question_left" name="$yes" sourceRef="asking" targetRef="question">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">$asking\
</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="nothing_left" name="$no" sourceRef="asking" targetRef="plan"/>
    <bpmn:userTask id="question" name="$question_name"$question_task>
      $question
      <bpmn:incoming>question_left</bpmn:incoming>
      <bpmn:outgoing>answered</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="answered" sourceRef="question" targetRef="again"/>
    <bpmn:serviceTask id="plan" name="$plan_name"$plan_task>
      $plan
      <bpmn:incoming>nothing_left</bpmn:incoming>
      <bpmn:outgoing>planned</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="planned" sourceRef="plan" targetRef="steps"/>
    <bpmn:subProcess id="steps" name="$steps_name">
      <bpmn:incoming>planned</bpmn:incoming>
      <bpmn:outgoing>all_done</bpmn:outgoing>
      $each
      <bpmn:startEvent id="step_start" name="$step_start_name">
        <bpmn:outgoing>step_begin</bpmn:outgoing>
      </bpmn:startEvent>
      <bpmn:sequenceFlow id="step_begin" sourceRef="step_start" targetRef="clock"/>
      <bpmn:exclusiveGateway id="clock">
        <bpmn:incoming>step_begin</bpmn:incoming>
        <bpmn:incoming>counted</bpmn:incoming>
        <bpmn:outgoing>step_go_on</bpmn:outgoing>
      </bpmn:exclusiveGateway>
      <bpmn:sequenceFlow id="step_go_on" sourceRef="clock" targetRef="waits"/>
      <bpmn:exclusiveGateway id="waits" name="$waits_name" default="clock_runs">
        <bpmn:incoming>step_go_on</bpmn:incoming>
        <bpmn:outgoing>clock_waits</bpmn:outgoing>
        <bpmn:outgoing>clock_runs</bpmn:outgoing>
      </bpmn:exclusiveGateway>
      <bpmn:sequenceFlow id="clock_waits" name="$yes" sourceRef="waits" targetRef="step_later">
        <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">$waits\
</bpmn:conditionExpression>
      </bpmn:sequenceFlow>
      <bpmn:sequenceFlow id="clock_runs" name="$no" sourceRef="waits" targetRef="step_now"/>
      <bpmn:userTask id="step_now" name="$step_name"$step_task>
        $step
        <bpmn:incoming>clock_runs</bpmn:incoming>
        <bpmn:outgoing>step_done</bpmn:outgoing>
      </bpmn:userTask>
      <bpmn:sequenceFlow id="step_done" sourceRef="step_now" targetRef="step_end"/>
      <bpmn:endEvent id="step_end" name="$step_end_name">
        <bpmn:incoming>step_done</bpmn:incoming>
      </bpmn:endEvent>
      <bpmn:userTask id="step_later" name="$later_name"$later_task>
        $later
        <bpmn:incoming>clock_waits</bpmn:incoming>
        <bpmn:outgoing>later_done</bpmn:outgoing>
      </bpmn:userTask>
      <bpmn:sequenceFlow id="later_done" sourceRef="step_later" targetRef="later_end"/>
      <bpmn:endEvent id="later_end" name="$step_end_name">
        <bpmn:incoming>later_done</bpmn:incoming>
      </bpmn:endEvent>
      <bpmn:boundaryEvent id="event" name="$event_name" attachedToRef="step_later">
        <bpmn:outgoing>happened</bpmn:outgoing>
        <bpmn:messageEventDefinition id="event_message" messageRef="message">$event\
</bpmn:messageEventDefinition>
      </bpmn:boundaryEvent>
      <bpmn:sequenceFlow id="happened" sourceRef="event" targetRef="due"/>
      <bpmn:serviceTask id="due" name="$due_name"$due_task>
        $due
        <bpmn:incoming>happened</bpmn:incoming>
        <bpmn:outgoing>counted</bpmn:outgoing>
      </bpmn:serviceTask>
      <bpmn:sequenceFlow id="counted" sourceRef="due" targetRef="clock"/>
    </bpmn:subProcess>
    <bpmn:sequenceFlow id="all_done" sourceRef="steps" targetRef="end"/>
    <bpmn:endEvent id="end" name="$end_name">
      <bpmn:incoming>all_done</bpmn:incoming>
    </bpmn:endEvent>
  </bpmn:process>
$diagram</bpmn:definitions>
""")
