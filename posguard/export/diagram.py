"""The drawing of the process: where each node and each flow stands, for those who look at it."""

from collections.abc import Iterator, Mapping

Point = tuple[int, int]

_EVENT, _GATEWAY, _TASK = (36, 36), (50, 50), (100, 80)
_NODES: Mapping[str, tuple[Point, Point]] = {
    "start": ((152, 102), _EVENT),
    "again": ((245, 95), _GATEWAY),
    "next": ((350, 80), _TASK),
    "asking": ((505, 95), _GATEWAY),
    "question": ((480, 220), _TASK),
    "plan": ((620, 80), _TASK),
    "steps": ((780, 80), (700, 420)),
    "step_start": ((820, 182), _EVENT),
    "clock": ((905, 175), _GATEWAY),
    "waits": ((1005, 175), _GATEWAY),
    "step_now": ((1140, 160), _TASK),
    "step_end": ((1352, 182), _EVENT),
    "step_later": ((1140, 280), _TASK),
    "later_end": ((1352, 302), _EVENT),
    "event": ((1172, 342), _EVENT),
    "due": ((1020, 400), _TASK),
    "end": ((1542, 272), _EVENT),
}
"""The left upper corner and the size of each node."""
_FLOWS: Mapping[str, tuple[Point, ...]] = {
    "begin": ((188, 120), (245, 120)),
    "go_on": ((295, 120), (350, 120)),
    "known": ((450, 120), (505, 120)),
    "question_left": ((530, 145), (530, 220)),
    "nothing_left": ((555, 120), (620, 120)),
    "answered": ((480, 260), (270, 260), (270, 145)),
    "planned": ((720, 120), (780, 120)),
    "step_begin": ((856, 200), (905, 200)),
    "step_go_on": ((955, 200), (1005, 200)),
    "clock_waits": ((1030, 225), (1030, 320), (1140, 320)),
    "clock_runs": ((1055, 200), (1140, 200)),
    "step_done": ((1240, 200), (1352, 200)),
    "later_done": ((1240, 320), (1352, 320)),
    "happened": ((1190, 378), (1190, 440), (1120, 440)),
    "counted": ((1020, 440), (930, 440), (930, 225)),
    "all_done": ((1480, 290), (1542, 290)),
}
"""The points that each flow leads over."""


def diagram() -> str:
    """The drawing as BPMN DI."""
    lines = [
        '  <bpmndi:BPMNDiagram id="diagram">',
        '    <bpmndi:BPMNPlane id="plane" bpmnElement="posguard">',
        *_shapes(),
        *_edges(),
        "    </bpmndi:BPMNPlane>",
        "  </bpmndi:BPMNDiagram>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _shapes() -> Iterator[str]:
    for name, ((x, y), (width, height)) in _NODES.items():
        expanded = ' isExpanded="true"' if name == "steps" else ""
        yield f'      <bpmndi:BPMNShape id="{name}_di" bpmnElement="{name}"{expanded}>'
        yield f'        <dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>'
        yield "      </bpmndi:BPMNShape>"


def _edges() -> Iterator[str]:
    for name, points in _FLOWS.items():
        yield f'      <bpmndi:BPMNEdge id="{name}_di" bpmnElement="{name}">'
        yield from (f'        <di:waypoint x="{x}" y="{y}"/>' for x, y in points)
        yield "      </bpmndi:BPMNEdge>"
