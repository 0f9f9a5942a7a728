package dev.longshore.worker.vod.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.fault.Answered;
import dev.longshore.worker.fault.ErrorRule;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VodErrorsTest {

    @Test
    void everyRuleOfTheTableDecidesItsCode() {
        assertThat(VodErrors.TABLE.rules()).allSatisfy(rule -> {
            Failure failure = refused(rule.serviceCode().replace(".*", ".Some")).failure();
            assertThat(failure.code()).isEqualTo(rule.code().code());
            assertThat(failure.remedy()).isEqualTo(rule.remedy());
            assertThat(failure.field()).isEqualTo(rule.field());
            assertThat(failure.message()).contains("ApplyUpload in ap-x", rule.meaning());
        });
    }

    @Test
    void fieldsAreFieldsOfTheJob() {
        List<String> fields = Arrays.stream(UploadJob.class.getRecordComponents()).map(component -> component.getName()).toList();

        assertThat(VodErrors.TABLE.rules().stream().map(ErrorRule::field).filter(Objects::nonNull)).isNotEmpty()
                .allSatisfy(
                        field -> assertThat(fields).contains(field));
    }

    @ParameterizedTest
    @CsvSource({
        "FailedOperation, SERVICE_REJECTED, RETRY",
        "InternalError, SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE",
        "InvalidParameter.ExpireTime, INVALID_FIELD, GIVE_UP",
        "InvalidParameterValue.CoverType, INVALID_FIELD, GIVE_UP",
        "InvalidParameterValue.ExpireTime, INVALID_FIELD, GIVE_UP",
        "InvalidParameterValue.MediaStoragePath, INVALID_FIELD, GIVE_UP",
        "InvalidParameterValue.MediaType, INVALID_FIELD, GIVE_UP",
        "InvalidParameterValue.SubAppId, INVALID_FIELD, GIVE_UP",
        "InvalidParameterValue.VodSessionKey, SESSION_EXPIRED, NEW_SESSION",
        "ResourceNotFound, SESSION_EXPIRED, NEW_SESSION",
        "UnauthorizedOperation, CREDENTIALS_REJECTED, GIVE_UP",
        "UnsupportedRegion, INVALID_FIELD, GIVE_UP",
        "AuthFailure.SignatureFailure, CREDENTIALS_REJECTED, GIVE_UP",
        "AuthFailure.SecretIdNotFound, CREDENTIALS_REJECTED, GIVE_UP",
        "AuthFailure.SignatureExpire, CREDENTIALS_REJECTED, RETRY",
        "RequestLimitExceeded, RATE_LIMITED, WAIT_FOR_SERVICE",
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded, RATE_LIMITED, WAIT_FOR_SERVICE",
        "RequestLimitExceeded.IPLimitExceeded, RATE_LIMITED, WAIT_FOR_SERVICE",
        "ServiceUnavailable, SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE",
        "InternalError.GetMediaListError, SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE",
        "FailedOperation.InvalidVodUser, SERVICE_REJECTED, GIVE_UP",
        "LimitExceeded, QUOTA_EXCEEDED, RETRY",
        "ResourceInsufficient, SERVICE_UNAVAILABLE, RETRY",
        "ResourceUnavailable, SERVICE_REJECTED, RETRY",
        "ResourceNotFound.UserNotExist, SERVICE_REJECTED, GIVE_UP",
        "InvalidParameterValue.MediaManifestContent, MANIFEST_INVALID, GIVE_UP",
        "InvalidParameterValue, SERVICE_REJECTED, GIVE_UP",
        "NeverHeardOf, SERVICE_REJECTED, RETRY"
    })
    void coversWhatTheApiDocuments(String serviceCode, ErrorCode code, Remedy remedy) {
        Failure failure = refused(serviceCode).failure();

        assertThat(failure.code()).isEqualTo(code.code());
        assertThat(failure.category()).isEqualTo(code.category());
        assertThat(failure.remedy()).isEqualTo(remedy);
    }

    private static VodCallException refused(String code) {
        return VodErrors.refused("ApplyUpload in ap-x", new Answered(code, "words", "req"), new IllegalStateException());
    }
}
