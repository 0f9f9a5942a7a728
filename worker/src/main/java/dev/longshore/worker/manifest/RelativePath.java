package dev.longshore.worker.manifest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A URI reference as a path below the manifest's folder: without query and fragment, which name no file, percent-decoded, without {@code .} segments.
 */
final class RelativePath {
    /** What file systems take for one name, in UTF-8. */
    static final int NAME_MOST_BYTES = 255;

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    private RelativePath() {}

    static String of(String uri, int line) throws InvalidManifestException {
        return of("", uri, line);
    }

    /**
     * @param base what it is relative to: empty, or a path that {@link #base} gave
     */
    static String of(String base, String uri, int line) throws InvalidManifestException {
        String decoded = plain(uri, line);
        if (decoded.isEmpty()) {
            throw at(line, uri, "names no file");
        }
        String path = join(decoded, uri, line);
        if (path.isEmpty() || decoded.endsWith("/.")) {
            throw at(line, uri, "names a folder");
        }
        return bounded(folder(base) + path, uri, line);
    }

    /**
     * What further references are relative to, in its turn relative to a base.
     *
     * @return a folder's path ends with {@code /}, the manifest's folder is empty, anything else is a file's path
     */
    static String base(String base, String uri, int line) throws InvalidManifestException {
        String decoded = plain(uri, line);
        if (decoded.isEmpty()) {
            return base;
        }
        boolean slash = decoded.endsWith("/");
        String path = join(slash ? decoded.substring(0, decoded.length() - 1) : decoded, uri, line);
        boolean folder = !path.isEmpty() && (slash || decoded.endsWith("/."));
        return bounded(folder(base) + path + (folder ? "/" : ""), uri, line);
    }

    /** Whether a base is a file as well, or only a folder. */
    static boolean isFile(String base) {
        return !base.isEmpty() && !base.endsWith("/");
    }

    /** Nor with a fragment: neither names a file. */
    static String withoutQuery(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        int fragment = path.indexOf('#');
        return fragment < 0 ? path : path.substring(0, fragment);
    }

    private static String folder(String base) {
        return base.substring(0, base.lastIndexOf('/') + 1);
    }

    private static String plain(String uri, int line) throws InvalidManifestException {
        if (SCHEME.matcher(uri).lookingAt() || uri.startsWith("//")) {
            throw at(line, uri, "is a URL; name a file in the manifest's folder or below by its relative path");
        }
        String decoded = decode(withoutQuery(uri), uri, line);
        if (decoded.startsWith("/")) {
            throw at(line, uri, "is an absolute path; name a file in the manifest's folder or below by its relative path");
        }
        if (decoded.indexOf('\\') >= 0) {
            throw at(line, uri, "has a backslash; the separator is /");
        }
        if (decoded.chars().anyMatch(Character::isISOControl)) {
            throw at(line, uri, "has a control character");
        }
        return decoded;
    }

    /** Empty if there are only {@code .} segments. */
    private static String join(String decoded, String uri, int line) throws InvalidManifestException {
        List<String> names = new ArrayList<>();
        for (String name : decoded.split("/", -1)) {
            if (name.equals("..")) {
                throw at(line, uri, "has a .. segment; files must lie in the manifest's folder or below, named without it");
            }
            if (name.isEmpty()) {
                throw at(line, uri, "has an empty segment");
            }
            if (bytes(name) > NAME_MOST_BYTES) {
                throw at(line, uri, "has a name of " + bytes(name) + " bytes; at most " + NAME_MOST_BYTES + " are possible");
            }
            if (!name.equals(".")) {
                names.add(name);
            }
        }
        return String.join("/", names);
    }

    private static String bounded(String path, String uri, int line) throws InvalidManifestException {
        if (bytes(path) > Reference.PATH_MOST_BYTES) {
            throw at(line, uri, "is a path of " + bytes(path) + " bytes; at most " + Reference.PATH_MOST_BYTES + " are possible");
        }
        return path;
    }

    private static String decode(String text, String uri, int line) throws InvalidManifestException {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                int end = Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length() ? i + 2 : i + 1;
                bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end - 1;
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw at(line, uri, "has a % that begins no escape; write it as %25");
            }
            if (high * 16 + low == '/') {
                throw at(line, uri, "has an escaped slash, which is no separator and in no file's name");
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw at(line, uri, "has escapes that are not UTF-8");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static InvalidManifestException at(int line, String uri, String problem) {
        return InvalidManifestException.at(line, uri, problem);
    }
}
