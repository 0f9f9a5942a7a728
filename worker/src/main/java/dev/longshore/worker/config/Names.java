package dev.longshore.worker.config;

import dev.longshore.worker.uploader.UploaderGroups;

/**
 * Names that this worker has at the broker.
 *
 * @param prefix the topics' prefix, which the groups share
 * @param worker this worker's name
 */
record Names(String prefix, String worker) {

    /** Also the prefix of the changelog topics and of the transactional ids. */
    String ledgerApplication() {
        return prefix + "ledger";
    }

    String routerGroup() {
        return prefix + "router";
    }

    UploaderGroups uploaderGroups() {
        return new UploaderGroups(prefix + "uploader", prefix + "resumer", prefix + "closer");
    }
}
