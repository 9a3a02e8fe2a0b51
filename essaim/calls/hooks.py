"""What calls tell to the apps above."""

from essaim.kernel.hooks import Hook

call_changed = Hook(
    "A call changed, or is new. Facts: call (Call), kind (a value of ChangeKind: 'amended', 'deadline', 'cancelled', "
    "'closed', 'reopened'), changes (dict field → [before, after], as JSON can hold it), actor (user or None). Told in "
    "the transaction of the change, once for each."
)
calls_found = Hook("New calls came in. Facts: calls (list of Call), source (Source or None), actor (user or None).")
calls_merged = Hook(
    "The operator said that two calls are one: what worked on `removed` goes on with `kept`. Facts: kept, removed "
    "(Call)."
)
