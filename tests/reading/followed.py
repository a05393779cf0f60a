"""What a hint says, done to a file: for tests that no hint leads back to where it was given."""

from __future__ import annotations

import re

from sphinx_event_program.model.problems import Problem


def followed(problem: Problem, text: str) -> str | None:
    """The file with what a hint says done at its place; None for a hint that leaves something to its reader."""
    lines, line, hint = text.split('\n'), problem.where.line or 0, problem.hint
    if not 0 < line <= len(lines):
        return None
    written, column = lines[line - 1], problem.where.column or 1
    before, behind = written[: column - 1], written[column - 1 :]
    if match := re.fullmatch(r'begin it in column (\d+)(?:, too)?', hint):
        lines[line - 1] = ' ' * (int(match[1]) - 1) + written.lstrip()
    elif match := re.match(r'remove line (\d+)\b', hint):
        del lines[int(match[1]) - 1]
    elif (match := re.fullmatch(r"did you mean '(.*)'\?", hint)) and (named := re.search("'(.*?)'", problem.message)):
        if named[1] not in behind:
            return None
        lines[line - 1] = before + behind.replace(named[1], match[1], 1)
    elif match := re.fullmatch(r"write (?:'(?!\"key\")(.*)'|(TBD) while it is not known)", hint):
        value = match[1] or match[2]
        old = re.match(r'"(?:[^"\\]|\\.)*"|[^,}\]]*', behind)
        quoted = f'"{value}"' if old and old[0].startswith('"') else value
        lines[line - 1] = before + quoted + behind[len(old[0]) if old else 0 :]
    elif match := re.fullmatch('write (".*")', hint):
        lines[line - 1] = re.sub(r'(?<=,)"[^"]*"(?=,|$)', lambda _: match[1], written, count=1)
    else:
        return None
    return '\n'.join(lines)
