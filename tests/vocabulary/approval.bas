' Requests for approval.
a = approval_is_approved(request)
a = approval_is_rejected(request)
a = approval_is_pending(request)
a = approval_is_timed_out(request)
a = approval_decision(request)
a = approval_decided_by(request)
a = approval_comments(request)
