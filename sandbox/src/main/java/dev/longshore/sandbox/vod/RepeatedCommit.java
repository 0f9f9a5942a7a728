package dev.longshore.sandbox.vod;

/** What a second CommitUpload of the same session gets; what the real service does is undocumented. */
public enum RepeatedCommit {
    /** The first answer again, with a new request id, also after the session has expired. */
    SAME,
    /** InvalidParameterValue.VodSessionKey. */
    REFUSE
}
