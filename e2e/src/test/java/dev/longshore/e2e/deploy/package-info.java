/** What is deployed: the Helm chart as Helm renders it, the compose file, the images' recipes. */
package dev.longshore.e2e.deploy;
