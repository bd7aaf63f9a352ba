package org.dcrbs.server;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The coordinator as a Spring application; {@code dcrbs server} starts it. There is one operator and one token, hence no
 * user accounts.
 */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class, proxyBeanMethods = false)
public class ServerApplication {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
