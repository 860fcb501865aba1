// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/sam2_model.h"
#include "core/nn/sam2_selection.h"

#include <map>

namespace revseg::nn::sam2 {

/// Objects followed through one video: prompts in, masks out. A value: copies are cheap, share their tensors
/// and know nothing of each other afterwards. Not for several threads at once. Objects never influence each
/// other.
///
/// What is kept does not grow with the video, only with the number of prompted frames: around each of them
/// and around the frame tracked last, as much as a pass in either direction can look back at.
class Video
{
public:
    struct Options
    {
        /// A correction of a frame that was tracked already counts like a first prompt, and so is never
        /// overwritten. The published predictor has it off.
        bool correctionsCondition = true;
        bool binaryPrompted = true; ///< masks of prompted frames are remembered as a person sees them
        bool stableMasks = true;    ///< see MaskDecoder::choose()
        /// Forward, objects are followed before their first prompt too, with a memory of what is to come (and
        /// in reverse likewise). The published predictor does; it often invents objects.
        bool fromTheFuture = false;
        bool keepAll = false;          ///< forget nothing, in memory that grows with the video
        int64_t holeArea = 0;          ///< holes of up to so many pixels of 4G × 4G are filled
        int64_t conditioningLimit = 0; ///< prompted frames looked back at; 0: all
        int64_t stride = 1;            ///< between older memories
        /// Masks are chosen by how they fit the motion as well, and only those are remembered that can be
        /// relied on: for one object among others that look alike.
        bool motion = false;
        bool overlaps = true; ///< whether a pixel may belong to two objects, in logits()
    };
    struct Result
    {
        int object = 0;
        torch::Tensor mask;    ///< [4G, 4G] logits, float32; not to be written to
        torch::Tensor pointer; ///< [D], the network's description of the object
        float score = 0;       ///< above zero: the object is in the frame
        float iou = 0;         ///< as the network thinks
        bool prompted = false; ///< it is the answer to a prompt, not tracked
    };
    /// Gives the features of a frame. Called in the order of need, from the thread of propagate().
    using Source = std::function<Expected<Features>(int64_t frame, const std::stop_token& stop)>;
    /// False ends the pass after this frame.
    using OnFrame = std::function<bool(int64_t frame, const std::vector<Result>& results)>;

    Video(std::shared_ptr<const Model> model, int64_t frames, int64_t width, int64_t height);
    Video(std::shared_ptr<const Model> model, int64_t frames, int64_t width, int64_t height, Options options);

    /// Points and boxes on a frame, in pixels of the video; with `append` besides those that are there, which
    /// needs a prompt without a box. `shown`: the mask [h, w] that a person sees there, as booleans or
    /// logits, to start from when nothing better is known. `features` are those of the frame. Objects come
    /// into being with their first prompt. InvalidInput, OutOfMemory; Cancelled.
    Expected<Result> addPrompt(int object, int64_t frame, const Prompt& prompt, bool append,
                               const Features& features, const torch::Tensor& shown = {},
                               const std::stop_token& stop = {});
    /// A mask [h, w] of any size, zero is background. The object may be absent: an empty mask says so.
    Expected<Result> addMask(int object, int64_t frame, const torch::Tensor& mask, const Features& features);
    /// The frame's outcome stays, as if it had been tracked.
    void clearPrompts(int object, int64_t frame);
    /// The prompt and the frame's outcome go, as if they had never been.
    void dropPrompt(int object, int64_t frame);
    /// Outcomes near a frame that were tracked go, prompted ones stay: a pass that begins there does not see
    /// what an earlier one, perhaps a mistaken one, has left.
    void forgetAround(int object, int64_t frame);
    void removeObject(int object);
    std::vector<int> objects() const; ///< sorted
    /// Frames with a prompt that the next pass starts from, sorted.
    std::vector<int64_t> promptedFrames(int object) const;

    /// Follows the objects of `only`, or all when it is empty, from frame `start` over at most `most` more,
    /// the last or first frame included. Prompted frames keep their answer. The state is good whenever it
    /// ends. InvalidInput when nothing is prompted; Cancelled; whatever `source` says; OutOfMemory.
    Expected<void> propagate(int64_t start, int64_t most, bool reverse, const Source& source,
                             const OnFrame& onFrame, const std::stop_token& stop = {},
                             const std::vector<int>& only = {});

    /// Results of one frame at the video's size, [n, height, width], float32: above zero is the object.
    Expected<torch::Tensor> logits(const std::vector<Result>& results) const;
    /// Outcomes in memory, for tests and for a look at what is used.
    size_t recordCount() const;
    size_t byteCount() const; ///< of outcomes

private:
    struct Record
    {
        Model::Prediction prediction; ///< its mask is dropped where it is out of reach
        torch::Tensor memory;         ///< [1, Dm, G, G] bfloat16
        int64_t order = 0;            ///< counts prompts
        bool prompted = false;
    };
    using Records = std::map<int64_t, Record>;
    enum class Pass : int8_t { None, Forward, Reverse };
    struct Object
    {
        std::map<int64_t, Prompt> points; ///< as they were given, for appending to
        Records conditioning;
        Records tracked;
        Records newConditioning; ///< since the last pass, without a memory yet
        Records newTracked;
        std::vector<Pass> passes; ///< of each frame, the last that came over it
        MotionChooser motion;
    };

    Expected<void> checkFrame(int64_t frame) const;
    Object& objectOf(int id);
    SelectionRules rules() const;
    /// Of Options::motion: the tracked frames that are remembered when `t` is looked at.
    std::vector<int64_t> reliable(const Object& object, int64_t t, bool reverse) const;
    Memories memoriesFor(const Object& object, int64_t t, bool reverse) const;
    const Record* latest(const Object& object, int64_t frame) const;
    Result keep(int id, int64_t frame, Model::Prediction prediction, bool conditioning);
    Expected<void> commit(Object& object, const Source& source, const std::stop_token& stop);
    void forget(Object& object, int64_t frame, int64_t start, bool reverse) const;
    static Result resultOf(int id, const Record& record);

    std::shared_ptr<const Model> m_model;
    int64_t m_frames;
    int64_t m_width;
    int64_t m_height;
    Options m_options;
    std::map<int, Object> m_objects;
    int64_t m_order = 0;
};

} // namespace revseg::nn::sam2
