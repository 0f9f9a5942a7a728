package dev.longshore.worker.cos.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.fault.Answered;
import dev.longshore.worker.fault.ErrorRule;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CosErrorsTest {

    @Test
    void everyRuleOfTheTableDecidesItsCode() {
        List<ErrorRule> named = CosErrors.TABLE.rules().stream().filter(rule -> !rule.serviceCode().startsWith("HTTP")).toList();
        assertThat(named).hasSizeGreaterThan(15).allSatisfy(rule -> {
            Failure failure = failure(418, rule.serviceCode(), "words");
            assertThat(failure.code()).isEqualTo(rule.code().code());
            assertThat(failure.remedy()).isEqualTo(rule.remedy());
            assertThat(failure.message()).contains("put x", "418", rule.serviceCode(), rule.meaning());
            assertThat(failure.serviceMessage()).isEqualTo("words");
            assertThat(failure.requestId()).isEqualTo("req");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "301, SERVICE_REJECTED, GIVE_UP",
        "400, SERVICE_REJECTED, GIVE_UP",
        "403, SERVICE_REJECTED, NEW_SESSION",
        "404, SERVICE_REJECTED, NEW_SESSION",
        "408, SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE",
        "418, SERVICE_REJECTED, GIVE_UP",
        "429, RATE_LIMITED, WAIT_FOR_SERVICE",
        "500, SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE",
        "501, SERVICE_REJECTED, GIVE_UP",
        "599, SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE",
        "200, SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE",
        "0, SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE"
    })
    void judgesAnUnknownCodeByItsStatus(int status, ErrorCode code, Remedy remedy) {
        Failure failure = failure(status, "NeverHeardOf", null);

        assertThat(failure.code()).isEqualTo(code.code());
        assertThat(failure.remedy()).isEqualTo(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ExpiredToken, SESSION_EXPIRED, NEW_SESSION",
        "403, Request has expired, SESSION_EXPIRED, NEW_SESSION",
        "403, InvalidAccessKeyId, SESSION_EXPIRED, NEW_SESSION",
        "403, AccessForbidden, SERVICE_REJECTED, NEW_SESSION",
        "404, NoSuchUpload, SESSION_EXPIRED, NEW_SESSION",
        "400, InvalidPart, SERVICE_REJECTED, NEW_SESSION",
        "400, BadDigest, CHECKSUM_MISMATCH, RETRY",
        "400, EntitySizeNotMatch, CHECKSUM_MISMATCH, RETRY",
        "409, UploadConflict, SERVICE_REJECTED, RETRY",
        "400, UserNetworkTooSlow, SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE",
        "503, SlowDown, RATE_LIMITED, WAIT_FOR_SERVICE",
        "501, NotImplemented, SERVICE_REJECTED, GIVE_UP",
        "400, KeyTooLong, SERVICE_REJECTED, GIVE_UP",
        "451, UnavailableForLegalReasons, SERVICE_REJECTED, GIVE_UP"
    })
    void judgesWhatCosDocuments(int status, String serviceCode, ErrorCode code, Remedy remedy) {
        Failure failure = failure(status, serviceCode, "words");

        assertThat(failure.code()).isEqualTo(code.code());
        assertThat(failure.remedy()).isEqualTo(remedy);
    }

    @Test
    void anExpiredCertificateCallsForANewSessionHoweverCosWordsIt() {
        assertThat(failure(403, "AccessDenied", "Request has expired").code()).isEqualTo(ErrorCode.SESSION_EXPIRED.code());
        assertThat(failure(403, "AccessDenied", "no").code()).isEqualTo(ErrorCode.SERVICE_REJECTED.code());
    }

    private static Failure failure(int status, String code, @Nullable String message) {
        return CosErrors.refused("put x", status, new Answered(code, message, "req")).failure();
    }
}
