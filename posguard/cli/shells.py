"""Shells: the script that each of them completes by, and the form in which it takes the offers.

The script calls the program with ``_POSGUARD_COMPLETE``, the name of the shell, and
``_POSGUARD_LINE``, the line up to the cursor; bash tells more. It gets one offer a line, a tab,
and what the offer is; an exit code other than 0 says that files may stand there. Nothing of it is
ever evaluated: titles come from packs, and packs from strangers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from posguard.cli.command_line import split
from posguard.cli.offer import Offer
from posguard.messages import printable
from posguard.render.wrap import cells

_BASH = r"""
_posguard_completion() {
    local offers offer
    COMPREPLY=()
    if ! offers=$(_POSGUARD_COMPLETE=bash _POSGUARD_LINE="${COMP_LINE:0:COMP_POINT}" \
            _POSGUARD_LISTS="$COMP_TYPE" _POSGUARD_BREAKS="$COMP_WORDBREAKS" \
            COLUMNS="$COLUMNS" "${1/#\~/$HOME}" 2>/dev/null); then
        compopt -o default 2>/dev/null
        return
    fi
    while IFS= read -r offer; do
        [[ -n $offer ]] && COMPREPLY+=("$offer")
    done <<< "$offers"
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
        compopt -o nospace 2>/dev/null
    fi
}

complete -o nosort -F _posguard_completion posguard 2>/dev/null ||
    complete -F _posguard_completion posguard
"""
_ZSH = r"""
#compdef posguard

_posguard_completion() {
    local offers value says
    local -a whole begun
    if ! offers=$(_POSGUARD_COMPLETE=zsh \
            _POSGUARD_LINE="${(j: :)words[1,CURRENT-1]} ${QIPREFIX}${PREFIX}" \
            ${~${(Q)words[1]}} 2>/dev/null); then
        _files
        return
    fi
    while IFS=$'\t' read -r value says; do
        [[ -n $value ]] || continue
        says="${${value//\\/\\\\}//:/\\:}:$says"
        if [[ $value == *= ]]; then begun+=("$says"); else whole+=("$says"); fi
    done <<< "$offers"
    _describe -V posguard whole
    _describe -V posguard begun -S ''
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _posguard_completion "$@"
else
    compdef _posguard_completion posguard
fi
"""
_FISH = r"""
function _posguard_completion
    set -l program (string replace -r '^~' -- $HOME (commandline -opc)[1])
    set -l line (commandline -cp | string collect)
    set -l offers (env _POSGUARD_COMPLETE=fish _POSGUARD_LINE=$line $program 2>/dev/null)
    if test $status -ne 0
        __fish_complete_path (commandline -ct)
    else
        string join \n -- $offers
    end
end

complete --command posguard --no-files --keep-order --arguments '(_posguard_completion)'
"""
_POWERSHELL = r"""
Register-ArgumentCompleter -Native -CommandName posguard -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $Env:_POSGUARD_COMPLETE = 'powershell'
        $Env:_POSGUARD_LINE = $commandAst.Extent.Text.PadRight($length).Substring(0, $length)
        posguard 2>$null | ForEach-Object {
            $value, $shown, $says = $_ -split "`t", 3
            [System.Management.Automation.CompletionResult]::new(
                $value, $shown, 'ParameterValue', $says)
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item Env:_POSGUARD_COMPLETE, Env:_POSGUARD_LINE -ErrorAction SilentlyContinue
    }
}
"""
_POWERSHELL_PLAIN = re.compile(r"[\w./:=@%+\\-]+").fullmatch
_BASH_SPECIAL = re.compile(r"([\s!\"#$&'()*;<>?\[\]\\^`{|}~])")
_LISTS = "63"
"""How bash says that it only lists what there is, and takes nothing of it into the line."""


class Shell(Struct, frozen=True):
    """A shell: its script, its escape sign, and the form in which it takes the offers."""

    script: str
    form: Callable[[Iterable[Offer], Mapping[str, str]], Iterator[str]]
    escape: str = "\\"


def _explained(offers: Iterable[Offer], _: Mapping[str, str]) -> Iterator[str]:
    """Each offer as it is, and what it is; the shell puts it in quotes where it needs them."""
    return (f"{printable(value)}\t{printable(says)}" for value, says in offers)


def _powershell(offers: Iterable[Offer], _: Mapping[str, str]) -> Iterator[str]:
    """Each offer in quotes if it needs them, as it is shown, and what it is."""
    for value, says in offers:
        shown = printable(value)
        quoted = shown if _POWERSHELL_PLAIN(shown) else "'{}'".format(shown.replace("'", "''"))
        yield f"{quoted}\t{shown}\t{printable(says) or shown}"


def _bash(offers: Iterable[Offer], variables: Mapping[str, str]) -> Iterator[str]:
    """The rest of each offer from where bash begins its word, with the signs escaped that mean
    something there; in a list that is only looked at, what it is instead.
    """
    front, quote = _bash_front(variables["_POSGUARD_LINE"], variables["_POSGUARD_BREAKS"])
    rests = [(printable(value)[len(front) :], printable(says)) for value, says in offers]
    if variables.get("_POSGUARD_LISTS") == _LISTS:
        yield from _listed(rests, int(variables.get("COLUMNS") or 80))
        return
    for rest, _ in rests:
        yield _in_quotes(rest, quote)


def _bash_front(line: str, breaks: str) -> tuple[str, str]:
    """What stands in the word at the cursor before the part that bash completes, which begins at
    one of the ``breaks``, and the quote that is open there.
    """
    start = beginning = 0
    quote = ""
    escaped = False
    for position, sign in enumerate(line):
        if escaped:
            escaped = False
        elif sign == "\\" and quote != "'":
            escaped = True
        elif quote:
            quote = "" if sign == quote else quote
        elif sign.isspace():
            start = beginning = position + 1
        elif sign in breaks:
            beginning = position + 1
            quote = sign if sign in "\"'" else ""
    front = line[start : beginning - len(quote)]
    return split(front)[-1], quote


def _in_quotes(words: str, quote: str) -> str:
    if quote == "'":
        return words.replace("'", "'\\''")
    if quote:
        escaped = re.sub(r'(["$\\`])', r"\\\1", words)
        return escaped.replace(
            "!", "\"'!'\""
        )  # in these quotes nothing else keeps it from history
    return _BASH_SPECIAL.sub(r"\\\1", words)


def _listed(offers: list[tuple[str, str]], columns: int) -> Iterator[str]:
    """A line for each offer, no longer than the screen is wide."""
    room = max((cells(value) for value, _ in offers), default=0)
    for value, says in offers:
        line = f"{value}{' ' * (room - cells(value))}  {says}".rstrip()
        while cells(line) >= columns and len(line) > len(value):
            line = line[:-1]
        yield line


SHELLS: Mapping[str, Shell] = {
    "bash": Shell(_BASH, _bash),
    "zsh": Shell(_ZSH, _explained),
    "fish": Shell(_FISH, _explained),
    "powershell": Shell(_POWERSHELL, _powershell, escape="`"),
    "pwsh": Shell(_POWERSHELL, _powershell, escape="`"),
}
"""Every shell by its name."""
