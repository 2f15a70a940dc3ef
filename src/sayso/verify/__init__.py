"""Re-checks a brief or a ledger: every span, every reference, every rule that never breaks. Trusts nothing of what wrote it."""

from .check import verify
from .fault import Fault
from .page import brief_in, verify_page

__all__ = ["Fault", "brief_in", "verify", "verify_page"]
