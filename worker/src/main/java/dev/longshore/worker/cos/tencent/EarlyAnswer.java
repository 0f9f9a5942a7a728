package dev.longshore.worker.cos.tencent;

import java.io.IOException;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.impl.client.DefaultClientConnectionReuseStrategy;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of a server that refused a body before it had arrived, and has patience with one that got it late.
 *
 * <p>The first answers 403 and closes; the client, still writing, would see no more than a broken pipe.
 */
final class EarlyAnswer {
    private static final String TAKEN = "longshore.early-answer";
    private static final int WAIT_MILLIS = 500;
    private static final int LEAST_ERROR_STATUS = 300;

    private EarlyAnswer() {}

    static final class Executor extends HttpRequestExecutor {
        private final AnswerPatience patience;

        Executor(AnswerPatience patience) {
            this.patience = patience;
        }

        /** The client sets the usual time-out again for the connection's next request. */
        @Override
        protected HttpResponse doReceiveResponse(HttpRequest request, HttpClientConnection connection, HttpContext context)
                throws HttpException, IOException {
            connection.setSocketTimeout(patience.millis(request));
            return super.doReceiveResponse(request, connection, context);
        }

        @Override
        protected @Nullable HttpResponse doSendRequest(HttpRequest request, HttpClientConnection connection, HttpContext context)
                throws IOException, HttpException {
            try {
                return super.doSendRequest(request, connection, context);
            } catch (SourceReadException e) {
                throw e;
            } catch (IOException e) {
                HttpResponse early = answer(request, connection, context, e);
                if (early == null || early.getStatusLine().getStatusCode() < LEAST_ERROR_STATUS) {
                    throw e;
                }
                context.setAttribute(TAKEN, true);
                return early;
            }
        }

        private @Nullable HttpResponse answer(
                HttpRequest request, HttpClientConnection connection, HttpContext context, IOException broken) {
            try {
                return connection.isResponseAvailable(WAIT_MILLIS) ? doReceiveResponse(request, connection, context) : null;
            } catch (IOException | HttpException | RuntimeException e) {
                broken.addSuppressed(e);
                return null;
            }
        }
    }

    /** A connection with half a body in it is of no further use. */
    static final class Reuse extends DefaultClientConnectionReuseStrategy {
        @Override
        public boolean keepAlive(HttpResponse response, HttpContext context) {
            return context.getAttribute(TAKEN) == null && super.keepAlive(response, context);
        }
    }
}
