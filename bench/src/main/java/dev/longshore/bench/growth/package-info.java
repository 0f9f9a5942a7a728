/** What does it cost a ledger to remember many jobs? */
@NullMarked
package dev.longshore.bench.growth;

import org.jspecify.annotations.NullMarked;
