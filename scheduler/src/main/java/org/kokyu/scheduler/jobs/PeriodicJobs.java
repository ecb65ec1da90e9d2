package org.kokyu.scheduler.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs named work again and again on Quartz triggers, on a few threads of its own; the same work
 * never twice at a time. What fails is logged and runs again at its next time. Thread-safe.
 */
public final class PeriodicJobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PeriodicJobs.class);
  private static final AtomicLong INSTANCES = new AtomicLong();

  private record Periodic(Duration period, Runnable work) {}

  /** What runs now, and this object as long as it is open. */
  private final Phaser running = new Phaser(1);

  private final Scheduler scheduler;
  private final Map<String, Periodic> jobs = new ConcurrentHashMap<>();

  /** One firing. */
  @DisallowConcurrentExecution
  private static final class PeriodicJob implements Job {
    private final String name;
    private final Runnable work;
    private final Phaser running;

    PeriodicJob(String name, Runnable work, Phaser running) {
      this.name = name;
      this.work = work;
      this.running = running;
    }

    @Override
    public void execute(JobExecutionContext context) {
      if (running.register() < 0) {
        return; // closed between the trigger and now
      }
      try {
        work.run();
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
        log.error("{}: failed, runs again at its next time: {}", name, e.toString(), e);
      } finally {
        running.arriveAndDeregister();
      }
    }
  }

  /**
   * @param threads how many different jobs may run at a time
   */
  public PeriodicJobs(int threads) {
    Properties p = new Properties();
    // schedulers of one name share one instance within a virtual machine
    p.setProperty("org.quartz.scheduler.instanceName", "kokyu-" + INSTANCES.incrementAndGet());
    p.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    p.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    p.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    p.setProperty("org.quartz.threadPool.threadCount", String.valueOf(threads));
    p.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    p.setProperty("org.quartz.threadPool.threadNamePrefix", "poll");
    p.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    try {
      scheduler = new StdSchedulerFactory(p).getScheduler();
      scheduler.setJobFactory(
          (bundle, s) -> {
            String name = bundle.getJobDetail().getKey().getName();
            return new PeriodicJob(name, jobs.get(name).work(), running);
          });
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz did not start", e);
    }
  }

  /** Adds work; it first runs as soon as the scheduler has started. */
  public void every(String name, Duration period, Runnable work) {
    jobs.put(name, new Periodic(period, work));
    try {
      scheduler.scheduleJob(
          JobBuilder.newJob(PeriodicJob.class).withIdentity(name).build(), trigger(name, period));
    } catch (SchedulerException e) {
      throw new IllegalStateException("job " + name + " was not scheduled", e);
    }
  }

  private static Trigger trigger(String name, Duration period) {
    return TriggerBuilder.newTrigger()
        .withIdentity(name)
        .forJob(JobKey.jobKey(name))
        .startNow()
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(period.toMillis())
                .repeatForever()
                .withMisfireHandlingInstructionNextWithRemainingCount())
        .build();
  }

  public void start() {
    try {
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz did not start", e);
    }
  }

  /**
   * Gives every job a new trigger that starts now. After the wall clock was set back, Quartz waits
   * until the old time comes round again; pausing and starting it does not help, new triggers do.
   */
  public void rescheduleAll() {
    jobs.forEach(
        (name, job) -> {
          try {
            scheduler.rescheduleJob(TriggerKey.triggerKey(name), trigger(name, job.period()));
          } catch (SchedulerException e) {
            log.error("{}: could not be rescheduled: {}", name, e.toString());
          }
        });
  }

  /**
   * No further firings; waits for work that runs, because what it works on is closed next.
   *
   * @return whether everything ended in time
   */
  public boolean close(Duration timeout) throws InterruptedException {
    close();
    try {
      running.awaitAdvanceInterruptibly(
          running.arriveAndDeregister(), timeout.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      log.warn("{} periodic jobs did not end in time", running.getUnarrivedParties());
      return false;
    }
  }

  /** No further firings; work that runs is let run. */
  @Override
  public void close() {
    try {
      scheduler.shutdown(false);
    } catch (SchedulerException e) {
      log.warn("Quartz did not stop in order: {}", e.toString());
    }
  }
}
