package dev.longshore.worker.ledger.kafka;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.ledger.Origin;

/** A checked job on its way to the ledger partition of its jobId. */
record AdmittedJob(UploadJob job, Origin origin) {}
