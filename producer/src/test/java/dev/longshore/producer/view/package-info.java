/** What a person would see, checked on an emulated screen. */
@NullMarked
package dev.longshore.producer.view;

import org.jspecify.annotations.NullMarked;
