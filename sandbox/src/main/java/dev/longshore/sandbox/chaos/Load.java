package dev.longshore.sandbox.chaos;

/**
 * What is uploaded.
 *
 * @param jobs how many, without the large ones; sizes from 0 bytes up, each order of magnitude equally likely
 * @param mostBytes the size of the largest of them
 * @param large how many large ones
 * @param largeBytes the size of each of these
 * @param duplicates share of the jobs that are published again, 0 to 1
 */
record Load(int jobs, long mostBytes, int large, long largeBytes, double duplicates) {
    static final double DUPLICATES = 0.1;

    Load {
        if (jobs < 3 || large < 0 || mostBytes < 1 || largeBytes < 1) {
            throw new IllegalArgumentException(
                    "A run needs three jobs or more, of one byte or more: " + jobs + " jobs, " + large + " large");
        }
    }
}
