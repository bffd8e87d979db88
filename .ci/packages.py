"""The packages as a user gets them: built, installed with pip alone, and run on each Python that is here.

The wheel that is built from the source package is the one that is built from the checkout, and every
Python makes the same records of the sample reports. Run by `make packages`, in .venv.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
SAMPLES = "import deedwatch.samples as s; print(next(iter(s.__path__)))"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        wheel, source = built(ROOT, out / "checkout", "wheel"), built(ROOT, out / "checkout", "sdist")
        shutil.unpack_archive(source, out / "source")  # Python 3.11.2 has no filters yet; it is our own file
        again = built(next((out / "source").iterdir()), out / "again", "wheel")
        if contents(wheel) != contents(again):
            print("packages: the source package builds another wheel than the checkout does")
            return 1
        size = {path.name: f"{path.stat().st_size / 1e6:.1f} MB" for path in (wheel, source)}
        print(f"packages: {size}, the same wheel from both")
        return tried(wheel, out)


def built(root: Path, out: Path, target: str) -> Path:
    """The path of what hatchling builds."""
    run([sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)], root)
    return next(out.glob("*.whl" if target == "wheel" else "*.tar.gz"))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def tried(wheel: Path, out: Path) -> int:
    """Install and run on each Python: 1 where one fails or reads otherwise than the others."""
    digests = {}
    for version in VERSIONS:
        python = interpreter(version)
        if python is None:
            print(f"packages: Python {version} is not here; left out")
            continue
        digests[version] = digest(python, wheel, out / version)
        print(f"packages: Python {version}: installed, samples read, records {digests[version][:16]}")
    if len(set(digests.values())) != 1:
        print("packages: the records differ between Pythons")
        return 1
    return 0


def interpreter(version: str) -> str | None:
    """A Python of this version: on the path, or among those that pyenv keeps."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    for command in (shutil.which(f"python{version}"), *map(str, kept)):
        if command and subprocess.run([command, "-c", ""], capture_output=True, check=False).returncode == 0:
            return command
    return None


def digest(python: str, wheel: Path, folder: Path) -> str:
    """The hash over the records of the samples, made with the wheel in an environment of its own."""
    run([python, "-m", "venv", folder], ROOT)
    own = folder / "bin" / "python"
    quiet = ["--quiet", "--disable-pip-version-check"]
    run([own, "-m", "pip", "install", *quiet, "-c", ROOT / "constraints.txt", wheel], folder)
    run([own, "-m", "deedwatch", "doctor"], folder)
    samples = run([own, "-c", SAMPLES], folder).decode().strip()
    return hashlib.sha256(run([own, "-m", "deedwatch", "record", f"{samples}/story"], folder)).hexdigest()


def run(command: list[str | Path], folder: Path) -> bytes:
    """What the command prints; where it fails, what it said goes to standard error."""
    done = subprocess.run(command, check=False, capture_output=True, cwd=folder, env=clean())
    if done.returncode:
        sys.stderr.buffer.write(done.stdout + done.stderr)
        raise SystemExit(done.returncode)
    return done.stdout


def clean() -> dict[str, str]:
    """The environment without what points into the checkout."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


if __name__ == "__main__":
    sys.exit(main())
