package dev.watchkeeper.scenario;

/// A job of the queue.
final class Job {

    final String id;
    final String request;
    final String tenant;
    final int items;
    final long created;
    long queued;
    int attempt = 1;

    Job(String id, String request, String tenant, int items, long created) {
        this.id = id;
        this.request = request;
        this.tenant = tenant;
        this.items = items;
        this.created = created;
        this.queued = created;
    }
}
