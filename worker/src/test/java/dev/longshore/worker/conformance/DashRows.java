package dev.longshore.worker.conformance;

/** The DASH manifests of the page's rows. */
final class DashRows {
    static final String TEMPLATE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT8S">
              <Period>
                <AdaptationSet mimeType="video/mp4">
                  <BaseURL>%E6%B5%B7%20/</BaseURL>
                  <SegmentTemplate duration="4" initialization="$RepresentationID$.mp4" media="$RepresentationID$-$Number%02d$.m4s?v=1"/>
                  <Representation id="v 1" bandwidth="100000"/>
                </AdaptationSet>
                <AdaptationSet mimeType="text/vtt">
                  <Representation id="s" bandwidth="100"><BaseURL>untertitel ü.vtt</BaseURL></Representation>
                </AdaptationSet>
              </Period>
            </MPD>
            """;
    static final String LISTS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static">
              <Period duration="PT4S">
                <AdaptationSet mimeType="video/mp4">
                  <Representation id="a" bandwidth="100000">
                    <BaseURL>list/</BaseURL>
                    <SegmentList duration="2">
                      <Initialization sourceURL="init.mp4"/>
                      <SegmentURL media="1.m4s"/>
                      <SegmentURL media="2.m4s"/>
                    </SegmentList>
                  </Representation>
                  <Representation id="b" bandwidth="200000">
                    <SegmentTemplate timescale="1000" media="$Time$.m4s">
                      <SegmentTimeline><S d="2000" r="-1"/></SegmentTimeline>
                    </SegmentTemplate>
                  </Representation>
                  <Representation id="c" bandwidth="300000">
                    <BaseURL>all.mp4</BaseURL>
                    <SegmentBase indexRange="100-199"><Initialization range="0-99"/></SegmentBase>
                  </Representation>
                </AdaptationSet>
              </Period>
            </MPD>
            """;

    private DashRows() {}
}
