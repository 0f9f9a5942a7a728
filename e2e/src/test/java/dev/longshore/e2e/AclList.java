package dev.longshore.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The documented list of what each role needs at a broker: {@code docs/kafka-acls.txt}. */
record AclList(List<Entry> entries) {
    private static final Path FILE = Path.of("..", "docs", "kafka-acls.txt");

    record Entry(String role, AclOperation operation, ResourceType resource, PatternType pattern, String name, String why) {
        static Entry of(String line) {
            String[] words = line.split(" +", 6);
            return new Entry(
                    words[0], AclOperation.fromString(words[1]), ResourceType.fromString(words[2]), PatternType.fromString(words[3]),
                    words[4],
                    words[5]);
        }

        AclBinding binding(String user) {
            return new AclBinding(
                    new ResourcePattern(resource, name, pattern),
                    new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
        }

        boolean allows(AclOperation what, ResourceType kind, String named) {
            boolean same = pattern == PatternType.PREFIXED ? named.startsWith(name) : named.equals(name);
            return operation == what && resource == kind && same;
        }
    }

    static AclList read() throws IOException {
        return new AclList(Files.readAllLines(FILE)
                .stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Entry::of)
                .toList());
    }

    boolean allows(List<String> roles, AclOperation what, ResourceType kind, String named) {
        return entries.stream().anyMatch(entry -> roles.contains(entry.role()) && entry.allows(what, kind, named));
    }

    /** @param users the roles that each user has */
    List<AclBinding> bindings(Map<String, List<String>> users) {
        return users.entrySet()
                .stream()
                .flatMap(user -> entries.stream()
                        .filter(entry -> user.getValue().contains(entry.role()))
                        .map(entry -> entry.binding(user.getKey())))
                .toList();
    }
}
