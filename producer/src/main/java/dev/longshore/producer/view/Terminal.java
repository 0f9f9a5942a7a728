package dev.longshore.producer.view;

import java.io.PrintStream;

/** Where a view is drawn. */
public interface Terminal {
    /** Whether lines can be drawn over; if not, the view writes one line per change. */
    boolean live();

    /** Whether it can show more than ASCII. */
    boolean unicode();

    int columns();

    int rows();

    /** Writes and flushes. */
    void write(String text);

    /** A file, a pipe or a dumb terminal: lines only. */
    static Terminal plain(PrintStream out) {
        return new Terminal() {
            @Override
            public boolean live() {
                return false;
            }

            @Override
            public boolean unicode() {
                return out.charset().newEncoder().canEncode('━');
            }

            @Override
            public int columns() {
                return 120;
            }

            @Override
            public int rows() {
                return 24;
            }

            @Override
            public void write(String text) {
                out.print(text);
                out.flush();
            }
        };
    }
}
