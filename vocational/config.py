"""The settings of one installation, read once from the environment."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import load_dotenv

MAX_UPLOAD_BYTES = 10 * 1024 * 1024


class BadSetting(Exception):
    """A setting in the environment cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; `docs/operations.md` explains each.

    `base_url` is empty while unset: then no certificate can be issued, only previewed.
    `setup_code` is empty unless the operator has chosen one.
    """

    database_url: str
    secret_key: str
    data_key: str
    base_url: str
    storage_url: str
    var_dir: Path
    port: int
    testing: bool = False
    setup_code: str = ""

    @property
    def uses_https(self) -> bool:
        """Whether cookies must carry the Secure flag."""
        return self.base_url.startswith("https://")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; secrets that are absent are generated once under `VAR_DIR`.

    Raises `BadSetting` for a value that cannot be used.
    """
    if environment is None:
        load_dotenv(Path.cwd() / ".env")
        environment = os.environ
    var_dir = Path(environment.get("VAR_DIR") or "var").resolve()
    try:
        return _settings(environment, var_dir)
    except OSError as error:
        raise BadSetting(f"VAR_DIR {var_dir} cannot be used: {error.strerror}") from error


def _settings(environment: Mapping[str, str], var_dir: Path) -> Settings:
    return Settings(
        database_url=_database_url(environment.get("DATABASE_URL", ""), var_dir),
        secret_key=_secret(environment.get("SECRET_KEY", ""), var_dir / "secret_key"),
        data_key=_secret(environment.get("DATA_KEY", ""), var_dir / "data_key"),
        base_url=_base_url(environment.get("BASE_URL", "")),
        storage_url=environment.get("STORAGE_URL") or str(var_dir / "files"),
        var_dir=var_dir,
        port=_port(environment.get("PORT") or "8000"),
        setup_code=environment.get("SETUP_CODE", "").strip(),
    )


def _database_url(given: str, var_dir: Path) -> str:
    if not given:
        var_dir.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{var_dir / 'vocational.sqlite3'}"
    for prefix in ("postgres://", "postgresql://"):
        if given.startswith(prefix):
            return "postgresql+psycopg://" + given.removeprefix(prefix)
    if not given.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise BadSetting("DATABASE_URL must begin with sqlite:/// or postgresql://")
    return given


def _base_url(given: str) -> str:
    if not given:
        return ""
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise BadSetting("BASE_URL must be an address such as https://daynghe.example.vn")
    return given.rstrip("/")


def _port(given: str) -> int:
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise BadSetting("PORT must be a number from 1 to 65535")
    return int(given)


def _secret(given: str, file: Path) -> str:
    if not given:
        return kept_text(file, lambda: secrets.token_urlsafe(48))
    if len(given) < 16:
        raise BadSetting(f"{file.name.upper()} must have at least 16 characters")
    return given


def kept_text(file: Path, make: Callable[[], str]) -> str:
    """Return the text in a file that only the owner may read, made when it is absent.

    Several processes may start at once: the first to create the file wins.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if not file.exists():
        draft.touch(mode=0o600)
        draft.write_text(make(), encoding="utf-8")
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text(encoding="utf-8").strip()
