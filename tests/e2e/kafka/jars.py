"""Apache Kafka's jars, fetched through Maven once and kept outside the checkout."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

VERSION: Final = "4.1.1"
JAVA_AT_LEAST: Final = 17
_POM: Final = Path(__file__).with_name("pom.xml")
_FETCH_WITHIN_S: Final = 600


class NoKafkaError(Exception):
    """No real Kafka can be had here; the text says what is missing."""


def java() -> str:
    """The path of a JDK or JRE that Kafka 4 runs on."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin" if home else None)
    if found is None:
        raise NoKafkaError("Java is not installed (JDK 17 or newer is needed)")
    told = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < JAVA_AT_LEAST:
        raise NoKafkaError(f"Java is too old for Kafka 4 (17 or newer is needed): {told.splitlines()[:1]}")
    return found


def classpath(version: str = VERSION) -> str:
    """The class path of Kafka's server and tools; the first call on a machine downloads 43 MB."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tocsin"
    jars = cache / f"kafka-{version}"
    if not jars.is_dir():
        _fetch(version, jars)
    return ":".join(
        str(jar) for jar in sorted(jars.glob("*.jar")) if not jar.name.startswith("slf4j-reload4j")
    )


def _fetch(version: str, jars: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise NoKafkaError("Maven is not installed, and Kafka's jars are not in the cache yet")
    jars.parent.mkdir(parents=True, exist_ok=True)
    # Under another name until it is whole: a fetch that was broken off leaves nothing that looks complete.
    with tempfile.TemporaryDirectory(dir=jars.parent) as parts:
        command = [maven, "--batch-mode", "--quiet", "--file", str(_POM), "dependency:copy-dependencies"]
        command += [f"-DoutputDirectory={parts}/jars", f"-Dkafka.version={version}"]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=_FETCH_WITHIN_S,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode:
            raise NoKafkaError(f"Maven could not fetch Kafka {version}: {done.stdout[-500:]}")
        if not jars.is_dir():
            Path(parts, "jars").rename(jars)
