package org.dcrbs.server.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.dcrbs.protocol.tls.CertificateAuthority;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The authority that signs the nodes' certificates, kept in the data folder. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {
    @Bean
    CertificateAuthority certificateAuthority(@Value("${dcrbs.data}") Path data, Clock clock) throws IOException {
        return CertificateAuthority.openOrCreate(data.resolve("authority"), clock);
    }
}
