/** The client library in Spring Boot: an {@code UploadClient} bean that is opened with the context and closed with it. Starting needs no broker, but an address that can be resolved. */
@NullMarked
package dev.longshore.spring;

import org.jspecify.annotations.NullMarked;
