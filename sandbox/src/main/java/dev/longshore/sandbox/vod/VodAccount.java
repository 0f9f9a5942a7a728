package dev.longshore.sandbox.vod;

import java.util.List;
import java.util.Set;

/**
 * Who may call, and what belongs to them.
 *
 * @param appId the account's number, part of bucket names and media addresses
 * @param accessRegions what X-TC-Region may name
 * @param storageRegions where media can be stored; the first is the default
 * @param subAppIds the sub-applications that exist; empty: any positive number does
 * @param pathSubAppIds the applications that may choose a MediaStoragePath, 0 being the main one; empty: all
 */
public record VodAccount(
        long appId,
        List<VodKey> keys,
        Set<String> accessRegions,
        List<String> storageRegions,
        Set<Long> subAppIds,
        Set<Long> pathSubAppIds) {

    public static final List<String> ACCESS_REGIONS = List.of(
            "ap-beijing", "ap-chengdu", "ap-chongqing", "ap-guangzhou", "ap-hongkong", "ap-jakarta", "ap-mumbai", "ap-nanjing",
            "ap-seoul", "ap-shanghai", "ap-shanghai-fsi", "ap-shenzhen-fsi", "ap-singapore", "ap-bangkok", "ap-tokyo",
            "eu-frankfurt", "na-ashburn", "na-siliconvalley");
    public static final List<String> STORAGE_REGIONS = List.of(
            "ap-chongqing", "ap-guangzhou", "ap-guangzhou-2", "ap-shanghai", "ap-beijing", "ap-singapore", "ap-hongkong");

    public VodAccount {
        keys = List.copyOf(keys);
        accessRegions = Set.copyOf(accessRegions);
        storageRegions = List.copyOf(storageRegions);
        subAppIds = Set.copyOf(subAppIds);
        pathSubAppIds = Set.copyOf(pathSubAppIds);
        if (storageRegions.isEmpty()) {
            throw new IllegalArgumentException("an account needs a storage region");
        }
    }

    public static VodAccount of(VodKey... keys) {
        return new VodAccount(
                1_500_000_001L, List.of(keys), Set.copyOf(ACCESS_REGIONS), STORAGE_REGIONS, Set.of(), Set.of());
    }

    public VodAccount withKeys(List<VodKey> changed) {
        return new VodAccount(appId, changed, accessRegions, storageRegions, subAppIds, pathSubAppIds);
    }

    public VodAccount withAccessRegions(Set<String> changed) {
        return new VodAccount(appId, keys, changed, storageRegions, subAppIds, pathSubAppIds);
    }

    public VodAccount withStorageRegions(List<String> changed) {
        return new VodAccount(appId, keys, accessRegions, changed, subAppIds, pathSubAppIds);
    }

    public VodAccount withSubAppIds(Set<Long> changed) {
        return new VodAccount(appId, keys, accessRegions, storageRegions, changed, pathSubAppIds);
    }

    public VodAccount withPathSubAppIds(Set<Long> changed) {
        return new VodAccount(appId, keys, accessRegions, storageRegions, subAppIds, changed);
    }

    boolean hasSubApp(long subAppId) {
        return subAppId == 0 || subAppId > 0 && (subAppIds.isEmpty() || subAppIds.contains(subAppId));
    }

    boolean mayChoosePath(long subAppId) {
        return pathSubAppIds.isEmpty() || pathSubAppIds.contains(subAppId);
    }

    String bucket(String storageRegion) {
        return "vod" + storageRegion.replace("-", "") + '-' + appId;
    }
}
