package dev.longshore.sandbox.vod;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds media by name, time, class and region. Criteria that are not emulated are refused, never ignored. */
final class SearchMedia implements VodAction {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_RESULTS = 5_000;
    private static final int MAX_ELEMENTS = 20;
    private static final Set<String> EMULATED = Set.of("SubAppId", "FileIds", "Names", "NamePrefixes", "ClassIds",
            "CreateTime", "Sort", "Offset", "Limit", "Filters", "StorageRegions", "SourceTypes", "Categories");
    private static final Set<String> FIELDS = Set.of("SubAppId", "FileIds", "Names", "NamePrefixes", "ClassIds",
            "CreateTime", "Sort", "Offset", "Limit", "Filters", "StorageRegions", "SourceTypes", "Categories",
            "Descriptions", "Tags", "StreamIds", "ExpireTime", "StorageClasses", "TrtcSdkAppIds", "TrtcRoomIds", "Text",
            "SourceType", "StreamId", "StartTime", "EndTime", "Vids", "Vid", "MediaTypes", "Status", "ReviewResults");

    private final VodSettings settings;
    private final MediaLibrary library;
    private final InstantSource clock;

    SearchMedia(VodSettings settings, MediaLibrary library, InstantSource clock) {
        this.settings = settings;
        this.library = library;
        this.clock = clock;
    }

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public Map<String, @Nullable Object> answer(RequestFields request) throws VodException {
        for (String field : FIELDS) {
            if (request.has(field) && !EMULATED.contains(field)) {
                throw new VodException("InvalidParameterValue", "The sandbox does not emulate searching by " + field + '.');
            }
        }
        long subAppId = request.number("SubAppId", 0);
        if (!settings.account().hasSubApp(subAppId)) {
            throw VodException.badValue("SubAppId", "is not an application of this account");
        }
        long offset = request.number("Offset", 0);
        long limit = request.number("Limit", DEFAULT_LIMIT);
        if (offset < 0) {
            throw VodException.badValue("Offset", "is negative");
        }
        if (limit < 0 || offset + limit > MAX_RESULTS) {
            throw VodException.badValue("Limit", "reaches beyond result " + MAX_RESULTS);
        }
        Predicate<Media> criteria = criteria(request);
        Instant visible = clock.instant().minus(settings.searchLag());
        var found = new ArrayList<>(library.ofApplication(subAppId)
                .stream()
                .filter(media -> !media.createdAt().isAfter(visible))
                .filter(criteria)
                .toList());
        if (!isAscending(request)) {
            Collections.reverse(found);
        }
        List<Map<String, Object>> page = found.stream().skip(offset).limit(limit).map(Media::info).toList();
        return Map.of("TotalCount", found.size(), "MediaInfoSet", page);
    }

    private static Predicate<Media> criteria(RequestFields request) throws VodException {
        List<String> prefixes = texts(request, "NamePrefixes");
        List<Long> classes = request.numbers("ClassIds");
        return oneOf(texts(request, "FileIds"), Media::fileId)
                .and(oneOf(texts(request, "Names"), Media::name))
                .and(media -> prefixes.isEmpty() || prefixes.stream().anyMatch(media.name()::startsWith))
                .and(media -> classes.isEmpty() || classes.contains(media.session().application().classId()))
                .and(oneOf(texts(request, "StorageRegions"), media -> media.session().place().region()))
                .and(oneOf(texts(request, "SourceTypes"), media -> "Upload"))
                .and(oneOf(texts(request, "Categories"), media -> MediaTypes.category(media.session().application().mediaType())))
                .and(created(request));
    }

    private static Predicate<Media> oneOf(List<String> wanted, Function<Media, String> value) {
        return media -> wanted.isEmpty() || wanted.contains(value.apply(media));
    }

    private static Predicate<Media> created(RequestFields request) throws VodException {
        RequestFields range = request.structure("CreateTime", Set.of("After", "Before"));
        String after = range.text("After");
        String before = range.text("Before");
        Instant from = after == null ? Instant.MIN : Iso.read("CreateTime", after);
        Instant to = before == null ? Instant.MAX : Iso.read("CreateTime", before);
        return media -> !media.createdAt().isBefore(from) && !media.createdAt().isAfter(to);
    }

    private static boolean isAscending(RequestFields request) throws VodException {
        RequestFields sort = request.structure("Sort", Set.of("Field", "Order"));
        String field = sort.text("Field");
        String order = sort.text("Order");
        if (field != null && !field.equals("CreateTime")) {
            throw VodException.badValue("Sort", "names a field other than CreateTime");
        }
        if (order != null && !order.equals("Asc") && !order.equals("Desc")) {
            throw VodException.badValue("Sort", "has an order other than Asc and Desc");
        }
        return "Asc".equals(order);
    }

    private static List<String> texts(RequestFields request, String name) throws VodException {
        List<String> texts = request.texts(name);
        if (texts.size() > MAX_ELEMENTS) {
            throw VodException.badValue(name, "has more than " + MAX_ELEMENTS + " elements");
        }
        return texts;
    }
}
