"""Forms of words that credit a newsroom, compiled by hand. Each looks at a bounded window."""

from __future__ import annotations

import re

_NAME = r"[A-Z0-9À-Ý](?:[\w&’'-]|\.(?=\w))*"
_NAMES = rf"{_NAME}(?:\s(?:of|the|and|&|de|{_NAME})){{0,5}}"
_KIND = (
    r"(?:news\s?agency|news\s?paper|daily|newswire|wire service|television|TV(?: station| channel| network)?|radio(?: station)?|magazine"
    r""
    r"|news website|website|news site|news portal|news channel|channel"
    r"|weekly|tabloid|broadcaster|(?:television |TV |news |cable )?network|news service|news outlet)"
)
_ADJECTIVE = (
    r"(?:the|a|an|its|state|official|semi-official|semiofficial|state-run|state-owned|state-controlled|local|national|private|student"
    r"|news|regional|leading|German|French|British|Dutch|Swiss|Greek|Czech|Polish|[A-Z][a-z]+(?:an|ish|ese|i|ch|[’']s?)|[A-Z][\w.]+[’']s)"
)
TOLD = (
    r"(?:told|tells|telling|informed|speaking\s(?:to|with|on)|spoke\s(?:to|with|on)|talking\sto|talked\sto|interview(?:s|ed)?\s(?:with|on|to|by|in|for)"
    r"|statement\sto|confirmed\sto|comments\sto|remarks\sto|said\sto|appear(?:ed|ing|ance|ances)\s(?:on|in)"
    r"|said(?:\s\w+day)?\son|contacted\sby|e-?mailed|quizzed\sby"
    r"|(?:described|recounted|explained|gave|sent|provided|released|confirmed|denied|insisted|spoken|speak|spoke|appealed)\s(?:[\w’-]+\s){0,5}to)"
)
REPORTED = (
    r"(?:reported(?:\s(?:by|in|on|to))?|reports?\s(?:by|in|from|on|of)|reporting\sby"
    r"|according\sto(?:\s(?:a|an|the)?\s?(?:report|story|article|analysis|count|tally|survey)s?\s(?:by|in|from|on))?"
    r"|quoted\s(?:by|in|on)|cited\sby|citing|quoting"
    r"|published\s(?:by|in|on)|obtained\sby|seen\sby|reviewed\sby|first\sappeared\s(?:in|on)|broadcast\s(?:by|on)|aired\s(?:by|on)"
    r"|(?:said|says|wrote|writing|writes|revealed|announced|posted)\s(?:in|on|by)|as\sper|via|footage\sfrom|video\sfrom|carried\sby|run\sby|shown\s(?:by|on)"
    r"|(?:story|article|op-ed|column|essay|editorial|piece|scoop|poll)\s(?:in|by|for|from)|announced\sby|made\sby|disclosed\sby|released\sby)"
)
TOLD_BEFORE = re.compile(rf"\b(?i:{TOLD})\s(?:{_ADJECTIVE}\s|{_KIND}\s,?\s?){{0,5}}$")
REPORTED_BEFORE = re.compile(rf"\b(?i:{REPORTED})\s(?:{_ADJECTIVE}\s|{_KIND}\s,?\s?){{0,5}}$")
KIND_BEFORE = re.compile(rf"\b{_KIND},?\s$", re.I)
_ACTIVE = (
    r"(?:reported|reports|said|says|quoted|quotes|cited|cites|wrote|writes|revealed|reveals|aired|broadcast|showed|shows|published|broke|carried|ran|estimated|estimates|learned"
    r"|found|noted|claimed|claims|described|confirmed|added|is reporting|was reporting|are reporting|is citing"
    r"|has learned|has reported|had reported|put|told|informed)"
)
REPORTED_AFTER = re.compile(
    rf"(?:[’']s?)?(?:\s{_KIND})?(?:,\s[^.;\"“”]{{2,40}},)?\s(?:also\s|first\s|later\s|earlier\s|then\s|previously\s|itself\s|on\s\w+day\s|\w+day\s|has\s|had\s)?{_ACTIVE}\b",
)
CORRESPONDENT_AFTER = re.compile(rf"[’']s?\s(?:{_NAME}\s){{1,3}}(?:in\s{_NAME}\s)?(?:says|said|reports|reported)\b")
KIND_AFTER = re.compile(rf"\s{_KIND}\b", re.I)
PROGRAMME_AFTER = re.compile(
    r"(?:[’']s?)?\s(?:the\s)?(?:(?:television|radio|TV|news)\s)?(?:(?:programme|program|show|podcast)\s)?[“\"‘']([^“”\"‘’']{3,40})[”\"’']"
)
HOST_AFTER = re.compile(rf"[’']s?\s(?P<a>{_NAME}\s{_NAME})(?=[\s.,;:]|$)")
PROGRAMME_BEFORE = re.compile(r"[“\"‘]([^“”\"‘’]{3,40}?)[,.]?[”\"’]\s(?:show\s|program\s|programme\s)?on\s(?:the\s)?$")
# Newsrooms that no list knows, by what they are called or what stands beside them.
_LAST_WORD = (
    r"(?:Times|Post|News|Herald|Tribune|Journal|Gazette|Chronicle|Observer|Telegraph|Guardian|Mirror|Globe"
    r"|Inquirer|Examiner|Dispatch|Press|TV|Radio"
    r"|Television|Broadcasting|Magazine|Weekly|Standard|Bulletin|Courier|Sentinel|Register|Ledger|Express|Enquirer|Reporter|Star-\w+|Daily|Zeitung|Online|Today|Monitor|Agency|Wire)"
)
UNKNOWN = re.compile(
    rf"\b(?:(?i:{TOLD}|{REPORTED})\s(?:{_ADJECTIVE}\s){{0,3}}(?:"
    rf"(?P<a>(?:{_NAME}\s){{1,4}}{_LAST_WORD})\b"
    rf"|(?P<b>{_NAME}(?:\s{_NAME}){{0,3}})\s(?:state\s)?{_KIND}\b"
    rf"|{_KIND},?\s(?P<c>{_NAME}(?:\s{_NAME}){{0,3}})"
    r"|(?P<d>[A-Z][\w-]*\.(?:com|org|net|ru|de|in|co\.uk|tv|info))\b))"
)
UNKNOWN_SUBJECT = re.compile(
    rf"\b[Tt]he\s(?:{_ADJECTIVE}\s){{0,3}}(?:(?P<a>(?:{_NAME}\s){{1,4}}{_LAST_WORD})|(?P<b>{_NAME}(?:\s{_NAME}){{0,3}})\s{_KIND}"
    rf"|{_KIND}\s(?P<c>{_NAME}(?:\s{_NAME}){{0,3}}))"
    r"\s(?:also\s|first\s|has\s|had\s)?(?:reported|reports|quoted|quotes|cited|cites|is reporting)\b"
)
STATE_MEDIA = re.compile(
    rf"(?P<who>(?:[Tt]he\s)?(?:(?:{_NAME}\s)?{_NAME}[’']s\s|(?:[A-Z][a-z]+\s)?[A-Z][a-z]+(?:an|ish|ese|i|ch)\s)?(?:[Oo]fficial\s(?=news|media)|[Ss]tate(?:-run|-owned|-controlled)?\s)"
    r"(?P<what>news agency|media|television|TV|radio|broadcaster))\b"
)
STATE_CUE = re.compile(
    r"^(?:\s(?:also\s|has\s|had\s)?(?:reported|reports|said|says|quoted|quotes|showed|aired|broadcast|citing|informed|announced|ran)\b)"
)
BRACKETED = re.compile(
    r"\s*[(\[]\s?(?P<a>(?!(?:Reporting|Reported|Editing|Edited|Writing|Written|Additional|Compiled|With|This|Copyright|Source|Photo)\b)[A-Z][^()\[\]]{1,50}?)\s?[)\]]\W*$"
)
REPUBLISHED = re.compile(
    r"\b(?:(?:first|originally)\s(?:appeared|published|posted|aired|ran)|(?:appeared|published)\s(?:first|originally))\s(?:on|in|at|by)\s(?P<a>.+?)(?=[.;]\s|\.?$|\son\s\w+\s\d|,)"
    r"|\b(?:republished|reprinted|reposted|syndicated|adapted|taken)\s(?:with\spermission\s)?(?:from|by|on)\s(?P<b>.+?)(?=[.;]\s|\.?$|\sunder\b|,)"
    r"|\b[Pp]ublished\sfrom\sa\s(?P<c>wire agency|syndicated) feed"
    r"|\b(?:published|produced)\s(?:on|in|by|at)\s(?P<d>[A-Z].+?)(?=[.;]\s|\.?$|\sunder\b|\sand\b|,)"
)
CHANGED = re.compile(
    rf"(?P<a>{_NAMES})\s(?:may\shave|has|have)\s(?:changed|edited|altered|modified|translated|shortened|adapted)\b"
)
SOURCE = re.compile(
    r"^\W*(?:[Oo]riginal\s|[Nn]ews\s|[Ss]tory\s)?(?:\w{5,8}|[Vv]ia|[Cc]ourtesy|[Cc]redit)\s?:\s*(?P<a>\S.{0,80}?)\W*$"
)
LOST = re.compile(
    r"\b[Hh]ere(?:[’']s|\sis)?\s(?:the|a\slink\sto\sthe|to\sthe)\soriginal\b|\b[Rr]ead\sthe\soriginal\s(?:article|story|post|here)?"
)
TRANSLATED = re.compile(
    r"\b(?:machine[- ]translat\w+|automatic(?:ally)?\stranslat\w+|translated\sautomatically|"
    r"translated\s(?:by|from|with|using|into)|translation\sby)\b",
    re.I,
)
BY = re.compile(rf"^\W*(?:[Bb][Yy]|From|Story by|Written by|Reported by)\s?:?\s(?P<a>{_NAMES})")
CREW = re.compile(
    rf"\b(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Rr]eported|[Ww]ritten)\s(?:by|from)\s(?P<a>{_NAMES})"
)
I_AM = re.compile(
    rf"^(?:I am|I'm|I’m|My name is)\s(?P<a>{_NAME}(?:\s{_NAME}){{0,3}})"
    rf"|^(?P<b>{_NAME}(?:\s{_NAME}){{1,3}}),?\s(?:is|was|covers|writes|reports|has)\b"
)
FOR = re.compile(rf"\b(?:for|at|with|of)\s(?:the\s)?(?P<a>{_NAME}(?:\s{_NAME}){{0,4}})")
