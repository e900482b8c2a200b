"""Know the keys of headers, beside Broadsheet's own, that say whether a story may be published."""

import re

NOTE_KEYS = {
    "note", "notes", "status", "comment", "comments", "memo", "desk", "remark", "remarks", "instructions", "editor",
    "editors", "internal", "advisory", "restrictions", "usage", "state", "workflow", "stage", "release",
}  # fmt: skip
"""Unknown keys whose value is a note to the desk."""
YES_NO = {
    **dict.fromkeys(("yes", "true", "1", "y", "on"), True),
    **dict.fromkeys(("no", "false", "0", "n", "off"), False),
}
CLEARED = {"ready", "readytopublish", "approved", "cleared", "public", "visible", "online", "final", "edited",
           "lawyered", "publishable", "released", "live", "publish", "publicar", "publier"}  # fmt: skip
"""Unknown keys, folded, whose “no” says that the story must wait."""
WITHHELD = {"private", "hidden", "unlisted", "confidential", "hold", "onhold", "held", "embargoed", "underembargo",
            "locked", "spiked", "killed", "unpublished", "withheld"}  # fmt: skip
"""Unknown keys, folded, whose “yes” says so."""
STATE_KEYS = {"workflow", "workflowstate", "workflowstatus", "state", "stage", "editorialstatus", "storystatus",
              "reviewstatus", "progress"}  # fmt: skip
"""Unknown keys, folded, whose value may say that the story isn't finished ..."""
UNFINISHED = {"pitch", "idea", "assigned", "writing", "copyedit", "copyediting", "editing", "inedit", "review",
              "inreview", "underreview", "legalreview", "pendingreview", "needsreview", "needsedit", "todo",
              "backlog", "inprogress", "draft", "pending", "unpublished", "hold", "onhold"}  # fmt: skip
"""... and these values, folded, which say so."""
CHECK_KEYS = {"review", "legal", "lawyer", "legalread", "legalcheck", "factcheck", "factchecked", "fc", "copyedit",
              "approval", "signoff", "clearance", "editorreview", "peerreview", "editapproval"}  # fmt: skip
"""Unknown keys, folded, that name who must look at the copy ..."""
AWAITED = {"needed", "required", "pending", "awaited", "awaiting", "outstanding", "open", "todo", "tbd", "notyet",
           "requested", "waiting", "incomplete", "no"}  # fmt: skip
"""... and these values, folded, which say that nobody has."""
SUSPECT_KEY = re.compile(
    r"\w*embargo\w*|releas\w*|schedul\w*|golive\w*|publish(?:on|at|date|time)?|publication\w*|hold\w*"
)
