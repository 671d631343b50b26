"""What a bot can reach, as typed ports, and the data that crosses them.

Keyword handlers ask for effects through these Protocols and never know the adapter behind one. No I/O here.
"""

from __future__ import annotations

from stdlib.ports.agents import Agents, Task
from stdlib.ports.conversation import (
    Answer,
    Ask,
    Attachment,
    Await,
    Came,
    Dialog,
    Environment,
    Happened,
    Leave,
    Level,
    Memory,
    Message,
    Pause,
    Question,
    Scope,
    Session,
    Silence,
    Start,
    Suggestion,
)
from stdlib.ports.database import Databases
from stdlib.ports.desk import Desk
from stdlib.ports.faults import KeywordFault
from stdlib.ports.files import Files
from stdlib.ports.granted import CAPABILITY_PORTS, EMBEDDED, Ports
from stdlib.ports.mail import Mail
from stdlib.ports.media import Media
from stdlib.ports.messages import Messages
from stdlib.ports.schedule import Schedule, Work
from stdlib.ports.web import Http

__all__ = [
    "CAPABILITY_PORTS", "EMBEDDED",
    "Agents", "Answer", "Ask", "Attachment", "Await", "Came", "Databases", "Desk", "Dialog", "Environment", "Files",
    "Happened", "Http", "KeywordFault", "Leave", "Level", "Mail", "Media", "Memory", "Message", "Messages", "Pause",
    "Ports", "Question", "Schedule", "Scope", "Session", "Silence", "Start", "Suggestion", "Task", "Work",
]  # fmt: skip
