"""`tocsin explain`: what was found, kept and dropped in an article, and why; what would be told."""

import asyncio
from pathlib import Path

from rich.console import Console
from rich.text import Text

from schemas.decision import Candidate
from schemas.finding import EntityFinding, Evidence, PolicyFinding
from streams.core.detect.entities import WatchList, why_not
from streams.core.errors import RefusedError
from streams.core.judge import weightiest_words
from streams.core.pipeline import Examined, Rules, examine
from streams.core.reasons import Reason, says
from streams.core.rehearsal import Rehearsal
from streams.edge import config, stories, terminal, watch_feed
from streams.edge.clock import utc_now
from streams.edge.commands import other_watches
from streams.edge.publish import articles, read_text
from streams.edge.settings import Settings

MAX_WORDS = 8


def explain_file(
    settings: Settings, file: str, *, watch_ids: list[str], watches: Path | None, live: bool
) -> int:
    """Explain every article of a file; 1 where one is refused, or a story tells what it must not."""
    listed = other_watches(watches)
    if live:
        listed = WatchList.build(asyncio.run(watch_feed.read(settings)).values())
    rules = config.load(settings, watches=listed).rules
    console = Console(highlight=False)
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
        _explain(console, examined, rules, warnings=decoded.warnings)
        for watch_id in watch_ids:
            _why_not(console, examined, rules, watch_id)
        told = Rehearsal(rules).take(decoded.article.to_bytes(), decoded.article.id.encode(), now)
        console.rule("[bold]What would be told", align="left")
        for alert in told.alerts:
            terminal.show_alert(console, alert)
        if not told.alerts:
            console.print("[green]nothing[/green]\n")
    return code


def _explain(console: Console, examined: Examined, rules: Rules, *, warnings: tuple[Reason, ...]) -> None:
    document = examined.document
    console.rule(f"[bold]{document.headline.plain or document.article.id}", align="left")
    judge = rules.detect.judge.name if rules.detect.judge else "off"
    console.print(
        f"[dim]{document.article.id} v{document.article.version} · language {document.language} · judge {judge} · "
        f"watch list {rules.detect.watches.version[:12]} · rules {rules.detect.policies.version[:12]}[/dim]"
    )
    for warning in warnings:
        console.print(f"[yellow]warning[/yellow] {warning} ({warning.says})")
    for finding in examined.detected.findings:
        _show_finding(console, finding)
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


def _show_finding(console: Console, finding: EntityFinding | PolicyFinding) -> None:
    style = "bold green" if finding.alertable else "yellow"
    word = "RINGS " if finding.alertable else "silent"
    title = Text.assemble((word, style), " ")
    if isinstance(finding, PolicyFinding):
        judged = (
            f" · judge {finding.judge_score:.2f} (threshold {finding.judge_threshold:.2f})"
            if finding.judge_score is not None and finding.judge_threshold is not None
            else f" · judge {finding.judged_by}"
        )
        title.append(
            f"policy {finding.policy}: {finding.instrument.value} {finding.direction.value} {finding.stage.value} "
            f"{finding.asserted.value}, {finding.currency.value}"
        )
        title.append(
            f"\n       actors {list(finding.actors)} targets {list(finding.targets)} products {list(finding.products)} "
            f"said by {list(finding.attribution)} entities {[each.name for each in finding.entities]}{judged}",
            style="dim",
        )
    else:
        title.append(f"entity {finding.name} ({finding.watch_id}), relevance {finding.relevance}")
    title.append(f"\n       because {_reason(finding.reason)}")
    console.print(title)
    _show_words(console, finding.evidence)


def _show_candidate(console: Console, candidate: Candidate) -> None:
    detail = f" [{candidate.detail}]" if candidate.detail else ""
    console.print(
        Text.assemble(("  - ", "dim"), candidate.what, f": {_reason(candidate.reason)}", (detail, "dim"))
    )
    _show_words(console, candidate.evidence)


def _show_judging(console: Console, examined: Examined, rules: Rules, evidence: tuple[Evidence, ...]) -> None:
    """The words of the sentence whose absence would change the judge's mind most."""
    judge, sentence = rules.detect.judge, _sentence_of(examined, evidence)
    if judge is None or sentence is None:
        return
    words = weightiest_words(judge, sentence, examined.document.headline.plain)
    shown = ", ".join(f"{word} {change:+.2f}" for word, change in words)
    console.print(Text(f"       the judge's mind hangs on: {shown}", style="dim"))


def _sentence_of(examined: Examined, evidence: tuple[Evidence, ...]) -> str | None:
    """The sentence in which the first words of evidence stand."""
    for item in evidence[:1]:
        for sentence in examined.document.sentences:
            start, end = sentence.text.span(sentence.start, sentence.end)
            if sentence.text.name == item.field and start <= item.start < end:
                return sentence.plain
    return None


def _show_words(console: Console, evidence: tuple[Evidence, ...]) -> None:
    for item in evidence[:MAX_WORDS]:
        console.print(
            Text.assemble(
                ("       ", ""),
                (f"“{' '.join(item.text.split())}”", "cyan"),
                (f"  {item.rule} · {item.field} {item.start}-{item.end}", "dim"),
            )
        )


def _reason(value: str) -> str:
    return f"{value}: {says(value)}"


def _why_not(console: Console, examined: Examined, rules: Rules, watch_id: str) -> None:
    watch = rules.detect.watches.get(watch_id)
    if watch is None:
        console.print(f"[yellow]no watch {watch_id}[/yellow]; `tocsin watches list` shows them")
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
