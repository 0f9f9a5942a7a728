package dev.longshore.worker.step;

/**
 * AES-256-GCM cipher text.
 *
 * @param keyId which key of the ring sealed it
 * @param text nonce and cipher text in base64
 */
public record SealedText(String keyId, String text) {}
