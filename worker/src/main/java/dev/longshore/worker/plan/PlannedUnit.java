package dev.longshore.worker.plan;

/**
 * What one request sends.
 *
 * @param index its place in the plan
 * @param object the object that it is a piece of
 * @param partNumber from 1; 0 for an object that goes up in one PUT
 * @param offset where it begins in the object's file
 * @param length its bytes
 */
public record PlannedUnit(int index, PlannedObject object, int partNumber, long offset, long length) {}
