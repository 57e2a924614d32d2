"""Where things lie. Reads `.env` first of all, so that whatever looks at the environment later sees the same one."""

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
environ.Env.read_env(BASE_DIR / ".env")
# Everything that exists only at run time; BALANCE_VAR moves it to another disk.
VAR_DIR = Path(os.environ.get("BALANCE_VAR", BASE_DIR / "var")).resolve()
