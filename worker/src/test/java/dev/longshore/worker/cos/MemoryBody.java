package dev.longshore.worker.cos;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A body in memory that counts how often it is opened and how much is sent. */
public final class MemoryBody implements Body {
    private final byte[] bytes;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();

    public MemoryBody(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** So many bytes that look random and are the same each time. */
    public static MemoryBody ofSize(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return new MemoryBody(bytes);
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        opened.incrementAndGet();
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public void sent(long count) {
        sent.addAndGet(count);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String crc64() {
        Crc64 crc = new Crc64();
        crc.update(bytes, 0, bytes.length);
        return crc.hex();
    }

    public int timesOpened() {
        return opened.get();
    }

    public long bytesSent() {
        return sent.get();
    }
}
