package dev.longshore.sandbox.faults;

/** What is done to a call on its way: a fault of the network, or another answer than the service's. */
public sealed interface Treatment permits Fault, Forgery {}
