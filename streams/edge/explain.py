"""`tocsin explain`: what was found, kept and dropped in an article, and why; what would be told."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from schemas.article import Status
from schemas.decision import Candidate
from schemas.finding import EntityFinding, Evidence, PolicyFinding
from streams.core.detect.entities import WatchList, why_not
from streams.core.errors import RefusedError, SettingsError
from streams.core.judge import weightiest_words
from streams.core.pipeline import Examined, Rules, examine
from streams.core.reasons import Reason, says
from streams.core.rehearsal import Rehearsal, Told
from streams.edge import config, stories, terminal, watch_feed
from streams.edge.clock import utc_now
from streams.edge.commands import other_watches
from streams.edge.publish import articles, read_text
from streams.edge.settings import Settings

MAX_WORDS = 8
INDENT = " " * 7
LEAST_CHANGE = 0.005
WARNINGS = frozenset(
    {Reason.UNREADABLE_DATE, Reason.UNREADABLE_EMBARGO, Reason.MISSING_DATE, Reason.FUTURE_DATE}
)


def explain_file(
    settings: Settings, file: str, *, watch_ids: list[str], watches: Path | None, live: bool
) -> int:
    """Explain every article of a file; 1 where one is refused, or a story tells what it must not."""
    listed = other_watches(watches)
    if live:
        listed = WatchList.build(asyncio.run(watch_feed.read(settings)).values())
    rules = config.load(settings, watches=listed).rules
    for watch_id in watch_ids:
        if rules.detect.watches.get(watch_id) is None:
            raise SettingsError(f"no watch {watch_id}; `tocsin watches list` shows them")
    console = terminal.screen()
    if file.endswith((".yaml", ".yml")):
        return _explain_story(console, stories.read_story(Path(file)), rules)
    code = 0
    for line, decoded in articles(read_text(file)):
        if isinstance(decoded, RefusedError):
            console.print(f"line {line}: [magenta]refused[/magenta] {decoded.reason}: {decoded}")
            code = 1
            continue
        now = utc_now()
        examined = examine(decoded.article, rules, received_at=now, now=now)
        told = Rehearsal(rules).take(decoded.article.to_bytes(), decoded.article.id.encode(), now)
        _explain(console, examined, rules, told, warnings=decoded.warnings)
        for watch_id in watch_ids:
            _why_not(console, examined, rules, watch_id)
        console.rule("[bold]What would be told", align="left")
        for alert in told.alerts:
            terminal.show_alert(console, alert)
        if not told.alerts:
            console.print("[green]nothing[/green]")
            _show_silence(console, examined, told)
            console.print()
    return code


def _explain(
    console: Console, examined: Examined, rules: Rules, told: Told, *, warnings: tuple[Reason, ...]
) -> None:
    document = examined.document
    console.rule(f"[bold]{document.headline.plain or document.article.id}", align="left")
    judge = rules.detect.judge.name if rules.detect.judge else "off"
    console.print(
        f"[dim]{document.article.id} v{document.article.version} · language {document.language} · judge {judge} · "
        f"watch list {rules.detect.watches.version[:12]} · rules {rules.detect.policies.version[:12]}[/dim]"
    )
    _show_life(console, examined, told, warnings)
    if document.article.status is Status.CANCELED:
        console.print()
        return
    worked = any(decision.stage == "detect" for decision in told.decisions)
    for finding in examined.detected.findings:
        _show_finding(console, finding, worked=worked)
        if isinstance(finding, PolicyFinding):
            _show_judging(console, examined, rules, finding.evidence)
    dropped = examined.detected.candidates
    if dropped:
        console.print("[bold]dropped[/bold]")
    for candidate in dropped:
        _show_candidate(console, candidate)
        if candidate.reason == Reason.JUDGED_DOWN:
            _show_judging(console, examined, rules, candidate.evidence)
    console.print()


def _show_life(console: Console, examined: Examined, told: Told, warnings: tuple[Reason, ...]) -> None:
    """What is done with the article as a whole, and what is wrong with it: all that no finding says."""
    found = {finding.reason for finding in examined.detected.findings}
    first = [decision for decision in told.decisions if decision.stage in {"admit", "detect"}]
    reasons = [reason for decision in first for reason in decision.reasons if reason not in found]
    for reason in dict.fromkeys((*reasons, *warnings)):
        style, word = ("yellow", "warning") if reason in WARNINGS else ("bold", "article")
        until = examined.document.article.embargoed_until if reason == Reason.EMBARGOED else None
        detail = f" [{until.isoformat()}]" if until else ""
        terminal.say(console, Text(f"{word} ", style=style), Text.assemble(_reason(reason), (detail, "dim")))


def _show_silence(console: Console, examined: Examined, told: Told) -> None:
    """Why nothing is told of what was found, as the later stages say it."""
    for decision in told.decisions:
        if decision.stage not in {"admit", "detect"}:
            for reason in decision.reasons:
                terminal.say(console, Text(f"{decision.stage} ", style="dim"), Text(_reason(reason)))
    if not examined.detected.findings and not examined.detected.candidates:
        return
    if any(decision.outcome == "held" for decision in told.decisions):
        console.print(Text("the article is held: what waits above would be told once it is released"))


def _show_finding(console: Console, finding: EntityFinding | PolicyFinding, *, worked: bool) -> None:
    style = "bold green" if finding.alertable and worked else "yellow"
    word = ("RINGS " if worked else "waits ") if finding.alertable else "silent"
    if isinstance(finding, PolicyFinding):
        title = (
            f"policy {finding.policy}: {finding.instrument.value}, {finding.direction.value}, "
            f"{finding.stage.value}, {finding.asserted.value}, {finding.currency.value}"
        )
    else:
        title = f"entity {finding.name} ({finding.watch_id}), relevance {finding.relevance}"
    terminal.say(console, Text.assemble((word, style), " "), Text(title))
    if isinstance(finding, PolicyFinding):
        for part in _parts(finding):
            terminal.say(console, Text(INDENT), Text(part, style="dim"))
    terminal.say(console, Text(INDENT), Text(f"because {_reason(finding.reason)}"))
    _show_words(console, finding.evidence)


def _parts(finding: PolicyFinding) -> Iterator[str]:
    """Who, whom, what, who says so, who is watched, and the judge's word; what is not known is left out."""
    named = {
        "actors": finding.actors,
        "targets": finding.targets,
        "products": finding.products,
        "said by": finding.attribution,
        "entities": tuple(each.name for each in finding.entities),
    }
    parts = [f"{name} {', '.join(values)}" for name, values in named.items() if values]
    if parts:
        yield " · ".join(parts)
    if finding.judge_score is None or finding.judge_threshold is None:
        yield f"judge {finding.judged_by}"
    else:
        yield f"judge {finding.judge_score:.2f} (threshold {finding.judge_threshold:.2f})"


def _show_candidate(console: Console, candidate: Candidate) -> None:
    detail = f" [{candidate.detail}]" if candidate.detail else ""
    said = Text.assemble(candidate.what, f": {_reason(candidate.reason)}", (detail, "dim"))
    terminal.say(console, Text("  - ", style="dim"), said)
    _show_words(console, candidate.evidence)


def _show_judging(console: Console, examined: Examined, rules: Rules, evidence: tuple[Evidence, ...]) -> None:
    """The words of the sentence whose absence would change the judge's mind most."""
    judge, sentence = rules.detect.judge, _sentence_of(examined, evidence)
    if judge is None or sentence is None:
        return
    words = weightiest_words(judge, sentence, examined.document.headline.plain)
    shown = ", ".join(f"{word} {change:+.2f}" for word, change in words if abs(change) >= LEAST_CHANGE)
    terminal.say(
        console, Text(INDENT), Text(f"the judge's mind hangs on: {shown or 'no single word'}", style="dim")
    )


def _sentence_of(examined: Examined, evidence: tuple[Evidence, ...]) -> str | None:
    """The sentence in which the first words of evidence stand."""
    for item in evidence[:1]:
        for sentence in examined.document.sentences:
            start, end = sentence.text.span(sentence.start, sentence.end)
            if sentence.text.name == item.field and start <= item.start < end:
                return sentence.plain
    return None


def _show_words(console: Console, evidence: tuple[Evidence, ...]) -> None:
    shown = evidence if len(evidence) == MAX_WORDS + 1 else evidence[:MAX_WORDS]
    for item in shown:
        said = Text.assemble(
            (f"“{' '.join(item.text.split())}”", "cyan"),
            (f"  {item.rule} · {item.field} {item.start}-{item.end}", "dim"),
        )
        terminal.say(console, Text(INDENT), said)
    if len(shown) < len(evidence):
        console.print(Text(f"{INDENT}… and {len(evidence) - len(shown)} more", style="dim"))


def _reason(value: str) -> str:
    return f"{value}: {says(value)}"


def _why_not(console: Console, examined: Examined, rules: Rules, watch_id: str) -> None:
    watch = rules.detect.watches.get(watch_id)
    if watch is None:  # said at the start
        return
    console.print(f"[bold]{watch.name} ({watch_id})[/bold]")
    for candidate in why_not(examined.document, rules.detect.watches, watch_id):
        _show_candidate(console, candidate)
    console.print()


def _explain_story(console: Console, story: stories.Story, rules: Rules) -> int:
    code = 0
    console.rule(f"[bold]{story.story}", align="left")
    for played in stories.play(story, rules):
        console.print(f"[dim]› {played.item.says}[/dim]")
        for alert in played.told.alerts:
            terminal.show_alert(console, alert)
        for refused in played.told.refused:
            console.print(f"  [magenta]refused[/magenta] {refused.reason}: {refused.error}")
        for decision in played.told.decisions:
            console.print(f"  [dim]{decision.stage}: {decision.outcome}: {', '.join(decision.reasons)}[/dim]")
        for fault in played.faults:
            code = 1
            console.print(f"  [bold red]not as expected[/bold red] {fault}")
        console.print()
    return code
