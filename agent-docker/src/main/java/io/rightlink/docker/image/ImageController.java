package io.rightlink.docker.image;

import static io.rightlink.core.access.Role.OPERATE;
import static io.rightlink.core.access.Role.READ;
import static io.rightlink.core.job.AcceptedJob.accepted;

import io.rightlink.core.access.Access;
import io.rightlink.core.job.Job;
import io.rightlink.core.listing.Listing;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/images")
class ImageController {

    private final Images images;

    ImageController(Images images) {
        this.images = images;
    }

    @GetMapping
    @Access(READ)
    Listing<Image> list() {
        return images.list();
    }

    @PostMapping("/pull")
    @Access(OPERATE)
    ResponseEntity<Job> pull(@RequestParam ImageRef ref) {
        return accepted(images.pull(ref));
    }

    /** Takes the rest of the path, as Docker's own API does, because a reference has slashes; the one before it is captured too. */
    @DeleteMapping("/{*image}")
    @Access(OPERATE)
    ResponseEntity<Job> remove(@PathVariable String image, @RequestParam(defaultValue = "false") boolean force) {
        return accepted(images.remove(new ImageRef(image.replaceFirst("^/", "")), force));
    }
}
