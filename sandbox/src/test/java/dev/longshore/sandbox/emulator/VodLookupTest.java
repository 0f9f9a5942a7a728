package dev.longshore.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import com.tencentcloudapi.vod.v20180717.models.DescribeMediaInfosRequest;
import com.tencentcloudapi.vod.v20180717.models.MediaBasicInfo;
import com.tencentcloudapi.vod.v20180717.models.MediaInfo;
import com.tencentcloudapi.vod.v20180717.models.ParseStreamingManifestRequest;
import com.tencentcloudapi.vod.v20180717.models.SearchMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.SearchMediaResponse;
import com.tencentcloudapi.vod.v20180717.models.SortBy;
import com.tencentcloudapi.vod.v20180717.models.TimeRange;
import dev.longshore.sandbox.cos.Checksums;
import dev.longshore.sandbox.cos.StoreSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VodLookupTest {

    private final SettableClock clock = new SettableClock();
    private Emulator emulator;
    private RealClients clients;

    @BeforeEach
    void start() throws Exception {
        emulator = Emulator.start(EmulatorSettings.defaults()
                .onFreePorts()
                .withClock(clock)
                .withStore(StoreSettings.discarding(Checksums.CRC))
                .withVod(vod -> vod.withSearchLag(Duration.ofSeconds(30))));
        clients = new RealClients(emulator);
    }

    @AfterEach
    void stop() throws Exception {
        clients.close();
        emulator.close();
    }

    @Test
    void a_media_is_described_with_what_was_asked_for_at_its_upload() throws Exception {
        String fileId = upload("film", 0);
        var request = new DescribeMediaInfosRequest();
        request.setFileIds(new String[] {fileId, "5285000000000000000"});
        var answer = clients.vod().DescribeMediaInfos(request);

        assertThat(answer.getNotExistFileIdSet()).containsExactly("5285000000000000000");
        assertThat(answer.getMediaInfoSet()).hasSize(1);
        MediaBasicInfo info = answer.getMediaInfoSet()[0].getBasicInfo();
        assertThat(answer.getMediaInfoSet()[0].getFileId()).isEqualTo(fileId);
        assertThat(info.getName()).isEqualTo("film");
        assertThat(info.getClassId()).isEqualTo(3);
        assertThat(info.getSourceInfo().getSourceType()).isEqualTo("Upload");
        assertThat(info.getSourceInfo().getSourceContext()).isEqualTo("context of film");
        assertThat(info.getStorageRegion()).isEqualTo("ap-shanghai");
        assertThat(info.getType()).isEqualTo("mp4");
        assertThat(info.getCategory()).isEqualTo("Video");
        assertThat(info.getMediaUrl()).startsWith("http://").endsWith(".mp4");
        assertThat(info.getExpireTime()).isEqualTo("9999-12-31T23:59:59Z");
        assertThat(info.getCreateTime()).isEqualTo(clock.instant().toString());
    }

    @Test
    void applications_dont_see_each_others_media() throws Exception {
        String fileId = upload("film", 5);
        var request = new DescribeMediaInfosRequest();
        request.setFileIds(new String[] {fileId});
        assertThat(clients.vod().DescribeMediaInfos(request).getMediaInfoSet()).isEmpty();
        request.setSubAppId(5L);
        assertThat(clients.vod().DescribeMediaInfos(request).getMediaInfoSet()).hasSize(1);
    }

    @Test
    void at_most_twenty_ids_are_looked_up_at_once() {
        var request = new DescribeMediaInfosRequest();
        request.setFileIds(Collections.nCopies(21, "1").toArray(String[]::new));
        assertThat(RealClients.refusal(() -> clients.vod().DescribeMediaInfos(request)))
                .isEqualTo("InvalidParameterValue.FileIds");
    }

    @Test
    void media_are_found_by_name_prefix_and_time_once_the_lag_has_passed() throws Exception {
        for (String name : List.of("a1", "a2", "b1", "a3")) {
            upload(name, 0);
            clock.advance(Duration.ofSeconds(10));
        }
        Consumer<SearchMediaRequest> prefix = request -> request.setNamePrefixes(new String[] {"a"});
        assertThat(names(search(prefix))).containsExactly("a2", "a1");
        clock.advance(Duration.ofSeconds(30));
        assertThat(names(search(prefix))).containsExactly("a3", "a2", "a1");
        assertThat(names(search(prefix.andThen(request -> {
            var sort = new SortBy();
            sort.setField("CreateTime");
            sort.setOrder("Asc");
            request.setSort(sort);
            request.setOffset(1L);
            request.setLimit(1L);
        })))).containsExactly("a2");
        assertThat(names(search(request -> {
            var range = new TimeRange();
            range.setAfter(clock.instant().minusSeconds(60).toString());
            range.setBefore(clock.instant().minusSeconds(45).toString());
            request.setCreateTime(range);
        }))).containsExactly("b1", "a2");
        assertThat(search(request -> request.setLimit(1L)).getTotalCount()).isEqualTo(4);
    }

    @Test
    void criteria_that_are_not_emulated_are_refused_and_not_ignored() {
        assertThat(RealClients.refusal(() -> search(request -> request.setTags(new String[] {"x"}))))
                .isEqualTo("InvalidParameterValue");
        assertThat(RealClients.refusal(() -> search(request -> request.setLimit(5_001L))))
                .isEqualTo("InvalidParameterValue.Limit");
    }

    @Test
    void an_hls_playlist_names_its_segments() throws Exception {
        var request = new ParseStreamingManifestRequest();
        request.setManifestType("m3u8");
        request.setMediaManifestContent("#EXTM3U\n#EXTINF:4,\nseg/1.ts\r\n\n#EXTINF:4,\nseg/2.ts\n#EXT-X-ENDLIST\n");
        assertThat(clients.vod().ParseStreamingManifest(request).getMediaSegmentSet())
                .containsExactly("seg/1.ts", "seg/2.ts");
        request.setMediaManifestContent("not a playlist");
        assertThat(RealClients.refusal(() -> clients.vod().ParseStreamingManifest(request)))
                .isEqualTo("InvalidParameterValue.MediaManifestContent");
        request.setManifestType("HLS");
        assertThat(RealClients.refusal(() -> clients.vod().ParseStreamingManifest(request)))
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void a_dash_manifest_names_the_files_of_each_representation() throws Exception {
        assertThat(dash("""
                <MPD mediaPresentationDuration="PT1M1.5S"><Period>
                <AdaptationSet><SegmentTemplate timescale="90000" media="$RepresentationID$-$Time$.m4s" initialization="$RepresentationID$.mp4">
                <SegmentTimeline><S t="90000" d="180000" r="1"/><S t="900000" d="1"/></SegmentTimeline></SegmentTemplate>
                <Representation id="v1" bandwidth="1"/><Representation id="v2" bandwidth="2"/></AdaptationSet>
                <AdaptationSet><BaseURL>audio/</BaseURL>
                <Representation id="a" bandwidth="64000"><SegmentTemplate media="$Bandwidth$/$Number%04d$.m4s" duration="20" startNumber="7"/>
                </Representation></AdaptationSet>
                <AdaptationSet><Representation id="t"><BaseURL>text/en.vtt</BaseURL></Representation></AdaptationSet>
                </Period></MPD>
                """)).containsExactly("v1.mp4", "v1-90000.m4s", "v1-270000.m4s", "v1-900000.m4s", "v2.mp4", "v2-90000.m4s", "v2-270000.m4s",
                "v2-900000.m4s", "audio/64000/0007.m4s", "audio/64000/0008.m4s", "audio/64000/0009.m4s", "audio/64000/0010.m4s",
                "text/en.vtt");
    }

    @Test
    void what_is_no_dash_manifest_or_names_files_elsewhere_is_refused() {
        for (String bad : List.of(
                "#EXTM3U", "<MPD>", "<SMIL/>", "<!DOCTYPE MPD [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><MPD>&a;</MPD>",
                "<MPD><Period><AdaptationSet><Representation><BaseURL>../a.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>",
                "<MPD><Period><AdaptationSet><Representation><BaseURL>https://a/b.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>")) {
            assertThat(RealClients.refusal(() -> dash(bad))).as(bad).isEqualTo("InvalidParameterValue.MediaManifestContent");
        }
    }

    private List<String> dash(String manifest) throws Exception {
        var request = new ParseStreamingManifestRequest();
        request.setManifestType("mpd");
        request.setMediaManifestContent(manifest);
        return Arrays.asList(clients.vod().ParseStreamingManifest(request).getMediaSegmentSet());
    }

    @Test
    void the_certificate_of_a_playlist_covers_what_lies_beside_it() throws Exception {
        ApplyUploadResponse session = clients.apply(request -> request.setMediaType("m3u8"));
        String path = session.getMediaStoragePath();
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        assertThat(clients.cos(session).putObject(session.getStorageBucket(), folder + "seg/1.ts", "x").getETag())
                .isNotEmpty();
    }

    private SearchMediaResponse search(Consumer<SearchMediaRequest> criteria) throws Exception {
        var request = new SearchMediaRequest();
        criteria.accept(request);
        return clients.vod().SearchMedia(request);
    }

    private static List<String> names(SearchMediaResponse answer) {
        return Arrays.stream(answer.getMediaInfoSet()).map(MediaInfo::getBasicInfo).map(MediaBasicInfo::getName).toList();
    }

    private String upload(String name, long subAppId) throws Exception {
        ApplyUploadResponse session = clients.apply(request -> {
            request.setMediaName(name);
            request.setSourceContext("context of " + name);
            request.setStorageRegion("ap-shanghai");
            request.setClassId(3L);
            request.setSubAppId(subAppId);
        });
        clients.cos(session).putObject(session.getStorageBucket(), session.getMediaStoragePath(), name);
        return clients.commit(session, subAppId).getFileId();
    }
}
