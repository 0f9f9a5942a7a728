package dev.longshore.worker.config;

import dev.longshore.worker.uploader.UploaderGroups;

/**
 * Names that this worker has at the broker.
 *
 * @param prefix the topics' prefix, which the groups share
 * @param tasks what the uploader's groups have behind it, as the task topics have
 * @param worker this worker's name
 */
record Names(String prefix, String tasks, String worker) {

    /** Also the prefix of the changelog topics and of the transactional ids. */
    String ledgerApplication() {
        return ledgerApplication(prefix);
    }

    static String ledgerApplication(String prefix) {
        return prefix + "ledger";
    }

    String routerGroup() {
        return prefix + "router";
    }

    /** A name is a share group's or a consumer group's, never both. */
    UploaderGroups uploaderGroups() {
        return new UploaderGroups(prefix + tasks + "uploader", prefix + tasks + "resumer", prefix + tasks + "closer");
    }
}
