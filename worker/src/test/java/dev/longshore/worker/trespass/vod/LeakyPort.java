package dev.longshore.worker.trespass.vod;

import com.tencentcloudapi.vod.v20180717.VodClient;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the adapter's client, and its log, to all. */
@NullMarked
public interface LeakyPort {
    Logger LOG = LoggerFactory.getLogger(LeakyPort.class);

    VodClient client();
}
