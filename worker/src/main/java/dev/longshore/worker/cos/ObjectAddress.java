package dev.longshore.worker.cos;

import dev.longshore.worker.vod.SessionSecrets;

/**
 * An object, and the certificate that opens it.
 *
 * @param key without a leading slash
 */
public record ObjectAddress(String bucket, String region, String key, SessionSecrets secrets) {}
