// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_queue.h"
#include "tests/support/test.h"

#include <QSignalSpy>

#include <atomic>
#include <functional>

using namespace revseg;
using namespace std::chrono_literals;

namespace {

class FnJob final : public Job
{
public:
    using Fn = std::function<Result<void>(std::stop_token, const ProgressFn&)>;
    explicit FnJob(Fn fn, Lane lane = Lane::Cpu, Kind kind = Kind::Asked)
        : Job(lane, {"Test", {}}, kind)
        , m_fn(std::move(fn))
    {
    }

private:
    Result<void> run(std::stop_token stop) override { return m_fn(std::move(stop), reporter()); }
    Fn m_fn;
};

Result<void> untilStopped(std::stop_token stop, const ProgressFn&)
{
    while (!stop.stop_requested())
        std::this_thread::sleep_for(1ms);
    return fail(cancelled());
}

} // namespace

class TestJobQueue final : public test::TestCase
{
    Q_OBJECT
private Q_SLOTS:
    void backgroundJobsLeaveNoHistory()
    {
        JobQueue queue;
        const auto nothing = [](std::stop_token, const ProgressFn&) -> Result<void> { return {}; };
        const auto asked = std::make_shared<FnJob>(nothing);
        queue.add(asked);
        for (int i = 0; i < 60; ++i)
            queue.add(std::make_shared<FnJob>(nothing, Lane::Cpu, Job::Kind::Background));
        const auto last = std::make_shared<FnJob>(nothing);
        queue.add(last);
        QTRY_COMPARE(last->state(), Job::State::Done);
        QTRY_COMPARE(queue.jobs().size(), size_t(2));
        QVERIFY(queue.jobs().front() == asked);
    }
    /// Nor does closing the window wait for what nobody waits for.
    void aFirstLookWaitsForNoExport()
    {
        JobQueue queue;
        for (const Lane lane : {Lane::Gpu, Lane::Cpu, Lane::Idle})
            queue.add(std::make_shared<FnJob>(untilStopped, lane, Job::Kind::Background));
        const auto look = std::make_shared<FnJob>(
            [](std::stop_token, const ProgressFn&) -> Result<void> { return {}; }, Lane::Quick);
        queue.add(look);
        QTRY_COMPARE_WITH_TIMEOUT(look->state(), Job::State::Done, 30000);
    }
    void jobsOfALaneRunOneAfterTheOther()
    {
        JobQueue queue;
        std::atomic<int> running = 0;
        std::atomic<int> most = 0;
        QList<int> order;
        std::vector<std::shared_ptr<Job>> jobs;
        for (int i = 0; i < 5; ++i) {
            jobs.push_back(std::make_shared<FnJob>([&](std::stop_token, const ProgressFn&) -> Result<void> {
                most = std::max(most.load(), ++running);
                std::this_thread::sleep_for(2ms);
                --running;
                return {};
            }));
            connect(jobs.back().get(), &Job::finished, this, [&order, i] { order << i; });
            queue.add(jobs.back());
        }
        QTRY_COMPARE(order.size(), 5);
        QCOMPARE(order, (QList<int>{0, 1, 2, 3, 4}));
        QCOMPARE(most.load(), 1);
        QCOMPARE(queue.activeCount(), 0);
    }
    void aPausedLaneStartsNothingAndTheChosenJobGoesFirst()
    {
        JobQueue queue;
        queue.setPaused(true);
        QList<int> order;
        std::vector<std::shared_ptr<Job>> jobs;
        for (int i = 0; i < 3; ++i) {
            jobs.push_back(std::make_shared<FnJob>(
                [](std::stop_token, const ProgressFn&) -> Result<void> { return {}; }, Lane::Gpu));
            connect(jobs.back().get(), &Job::finished, this, [&order, i] { order << i; });
            queue.add(jobs.back());
        }
        // The other lane is not paused, and when it is done the first had time enough to start.
        const auto other =
            std::make_shared<FnJob>([](std::stop_token, const ProgressFn&) -> Result<void> { return {}; });
        queue.add(other);
        QTRY_COMPARE(other->state(), Job::State::Done);
        QVERIFY(order.isEmpty());
        QCOMPARE(jobs[0]->state(), Job::State::Queued);

        queue.moveToFront(jobs[2].get());
        QCOMPARE(queue.jobs()[0], jobs[2]);
        queue.moveToFront(other.get()); // it is over: nothing happens
        queue.setPaused(false);
        QTRY_COMPARE(order.size(), 3);
        QCOMPARE(order, (QList<int>{2, 0, 1}));
    }
    void cancelStopsARunningAndAWaitingJob()
    {
        JobQueue queue;
        const auto first = std::make_shared<FnJob>(untilStopped);
        const auto second = std::make_shared<FnJob>(untilStopped);
        queue.add(first);
        queue.add(second);
        QTRY_COMPARE(first->state(), Job::State::Running);
        second->cancel();
        QCOMPARE(second->state(), Job::State::Cancelled);
        first->cancel();
        QTRY_COMPARE(first->state(), Job::State::Cancelled);
    }
    void aFailureCarriesItsError()
    {
        JobQueue queue;
        const auto job = std::make_shared<FnJob>([](std::stop_token, const ProgressFn&) -> Result<void> {
            return fail(ErrorKind::Network, "No answer");
        });
        queue.add(job);
        QTRY_COMPARE(job->state(), Job::State::Failed);
        QCOMPARE(job->error()->message(), QStringLiteral("No answer"));
    }
    void anExceptionIsAFailureAndTheLaneGoesOn()
    {
        JobQueue queue;
        const auto bad = std::make_shared<FnJob>(
            [](std::stop_token, const ProgressFn&) -> Result<void> { throw std::runtime_error("oops"); });
        const auto good =
            std::make_shared<FnJob>([](std::stop_token, const ProgressFn&) -> Result<void> { return {}; });
        queue.add(bad);
        queue.add(good);
        QTRY_COMPARE(good->state(), Job::State::Done);
        QCOMPARE(bad->state(), Job::State::Failed);
        QCOMPARE(bad->error()->kind, ErrorKind::Bug);
    }
    void progressArrivesOnTheGuiThread()
    {
        JobQueue queue;
        const auto job =
            std::make_shared<FnJob>([](std::stop_token, const ProgressFn& report) -> Result<void> {
                report({1, 2});
                report({2, 2});
                return {};
            });
        QThread* seenOn = nullptr;
        connect(job.get(), &Job::changed, this, [&] { seenOn = QThread::currentThread(); });
        queue.add(job);
        QTRY_COMPARE(job->state(), Job::State::Done);
        QCOMPARE(seenOn, QThread::currentThread());
        QCOMPARE(job->progress().done, 2);
    }
    void destroyingTheQueueInTheMiddleOfWorkIsClean()
    {
        auto queue = std::make_unique<JobQueue>();
        std::atomic<bool> started = false;
        queue->add(std::make_shared<FnJob>([&](std::stop_token stop, const ProgressFn& p) {
            started = true;
            return untilStopped(std::move(stop), p);
        }));
        queue->add(std::make_shared<FnJob>(untilStopped));
        QTRY_VERIFY(started);
        queue.reset(); // would never end if the jobs were not stopped
    }
};

REVSEG_TEST("job_queue", TestJobQueue)
#include "tst_job_queue.moc"
