package dev.longshore.e2e;

import com.sun.tools.attach.VirtualMachine;
import java.util.Set;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a broker counts of records that a member of a share group had acquired and neither accepted nor released in time. */
final class LockTimeouts {
    private static final String PATTERN = "kafka.server:type=SharePartitionMetrics,name=AcquisitionLockTimeoutPerSec,*";

    private LockTimeouts() {}

    /**
     * Since the broker started, of all share groups' partitions.
     *
     * @throws IllegalStateException if the broker counts for no partition at all
     */
    // The other end is a process of this test's own.
    @SuppressWarnings("BanJNDI")
    static long of(long brokerPid) throws Exception {
        VirtualMachine broker = VirtualMachine.attach(Long.toString(brokerPid));
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(broker.startLocalManagementAgent()))) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            Set<ObjectName> partitions = beans.queryNames(new ObjectName(PATTERN), null);
            if (partitions.isEmpty()) {
                throw new IllegalStateException("the broker has no " + PATTERN);
            }
            long timeouts = 0;
            for (ObjectName partition : partitions) {
                timeouts += (long) beans.getAttribute(partition, "Count");
            }
            return timeouts;
        } finally {
            broker.detach();
        }
    }
}
