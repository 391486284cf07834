"""Papers: files that people give us, opened where they can do no harm.

`take` is for a file that shall be kept, and asks the virus scanner first, if there is one. `look`
says what a file really is, how many pages it has and what it says; `picture` draws one page;
`clean` makes the copy that others than its owner get. None of them reads a byte of the file
itself: a process of its own does (`inside`), with no secrets, no files, no network, little memory
and little time. What cannot be taken raises `Refused`, with a sentence for the person.
"""

from ordholden.papers.looking import LARGEST, Paper, Picture, clean, look, picture, take
from ordholden.papers.refusals import Refused

__all__ = ["LARGEST", "Paper", "Picture", "Refused", "clean", "look", "picture", "take"]
