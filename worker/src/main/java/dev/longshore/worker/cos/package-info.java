/**
 * COS as the steps need it.
 *
 * <p>{@link dev.longshore.worker.cos.ObjectStore} is the port; retry, limits and metrics are decorators around it, the SDK stands in {@code tencent}.
 */
@NullMarked
package dev.longshore.worker.cos;

import org.jspecify.annotations.NullMarked;
