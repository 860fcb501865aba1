// SPDX-FileCopyrightText: ReVSeg Studio contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/weights.h"

#include "core/nn/json_file.h"
#include "core/nn/qwen_tensors.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

namespace revseg::nn {

namespace {

using nlohmann::json;

constexpr size_t kNamed = 10;       ///< more names than that help nobody
constexpr int64_t kPiece = 1 << 21; ///< numbers that are converted between two questions for a stop

/// What kind of checkpoint has tensors of such a name, if it is one without plain weights.
const char* otherKind(const std::string& name)
{
    const auto has = [&name](const char* part) { return name.find(part) != std::string::npos; };
    if (has("lora_") || has("base_model."))
        return "an adapter (LoRA); merge it into its model first";
    if (has("qweight") || has("qzeros") || has("absmax") || has("weight_scale"))
        return "a quantized checkpoint; take the unquantized one";
    return nullptr;
}

std::string list(const std::vector<std::string>& names)
{
    std::string out;
    for (size_t i = 0; i < std::min(names.size(), kNamed); ++i)
        out += (i == 0 ? "" : ", ") + names[i];
    return names.size() > kNamed ? out + " and " + std::to_string(names.size() - kNamed) + " more" : out;
}

std::string shapeText(torch::IntArrayRef shape)
{
    std::string out = "[";
    for (size_t i = 0; i < shape.size(); ++i)
        out += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
    return out + "]";
}

/// A name of a file beside the index and nothing else: an index must not make us open other places.
bool isPlainName(const std::string& name)
{
    return !name.empty() && name.find_first_of("/\\") == std::string::npos && name != "." && name != ".." &&
           name.find('\0') == std::string::npos;
}

} // namespace

Expected<Weights> Weights::open(const std::string& folder)
{
    Weights out;
    out.m_folder = folder;
    const std::string indexPath = folder + "/model.safetensors.index.json";
    std::vector<std::string> files{"model.safetensors"};
    std::map<std::string, std::string> where; // of the index: tensor → file
    const auto index = readJsonObject(indexPath);
    if (index) {
        const auto map = index->find("weight_map");
        if (map == index->end() || !map->is_object())
            return failure(Failure::Kind::Corrupt, "“" + indexPath + "” has no weight_map");
        std::set<std::string> named;
        for (const auto& [tensor, file] : map->items()) {
            if (!file.is_string() || !isPlainName(file.get<std::string>()))
                return failure(Failure::Kind::Corrupt,
                               "“" + indexPath + "” has no file name for “" + tensor + "”");
            named.insert(where[tensor] = file.get<std::string>());
        }
        files.assign(named.begin(), named.end());
    } else if (index.error().kind != Failure::Kind::NotFound) {
        return tl::unexpected(index.error());
    }
    for (const std::string& name : files) {
        auto file = TensorFile::open(folder + "/" + name);
        if (!file)
            return tl::unexpected(file.error());
        for (const std::string& stored : file->names()) {
            if (const char* const kind = otherKind(stored))
                return failure(Failure::Kind::Unsupported, "“" + folder + "” is " + kind);
            if (index && (where.count(stored) == 0 || where[stored] != name))
                return failure(Failure::Kind::Corrupt,
                               "“" + indexPath + "” does not say that “" + stored + "” is in “" + name + "”");
            if (!out.m_entries.emplace(publishedName(stored), Entry{out.m_files.size(), stored}).second)
                return failure(Failure::Kind::Corrupt, "“" + folder + "” has “" + stored + "” twice");
            where.erase(stored);
        }
        out.m_files.push_back(std::move(*file));
    }
    if (!where.empty())
        return failure(Failure::Kind::Corrupt, "“" + where.begin()->first + "” is not in “" +
                                                   where.begin()->second + "”, where “" + indexPath +
                                                   "” has it");
    return out;
}

std::vector<std::string> Weights::names() const
{
    std::vector<std::string> out;
    for (const auto& [name, entry] : m_entries)
        out.push_back(name);
    return out;
}

Expected<torch::Tensor> Weights::tensor(const std::string& name) const
{
    const auto it = m_entries.find(name);
    if (it == m_entries.end())
        return failure(Failure::Kind::NotFound, "There is no tensor “" + name + "” in “" + m_folder + "”");
    return m_files[it->second.file].tensor(it->second.stored);
}

size_t Weights::bytes() const
{
    size_t out = 0;
    for (const auto& [name, entry] : m_entries)
        out += m_files[entry.file].bytes(entry.stored);
    return out;
}

void Weights::forget(const std::string& name) const
{
    const auto it = m_entries.find(name);
    if (it != m_entries.end())
        m_files[it->second.file].forget(it->second.stored);
}

/// In the loader's dtype on its device, piece by piece: a whole embedding takes a second.
torch::Tensor WeightLoader::converted(const torch::Tensor& tensor) const
{
    if (tensor.scalar_type() == m_type && m_device.is_cpu())
        return tensor;
    torch::Tensor out = torch::empty(tensor.sizes(), torch::dtype(m_type).device(m_device));
    const torch::Tensor from = tensor.flatten();
    const torch::Tensor to = out.flatten();
    for (int64_t at = 0; at < from.numel(); at += kPiece) {
        checkStop();
        const int64_t n = std::min(kPiece, from.numel() - at);
        to.narrow(0, at, n).copy_(from.narrow(0, at, n));
    }
    return out;
}

torch::Tensor WeightLoader::take(const std::string& name, torch::IntArrayRef shape)
{
    m_taken.insert(name);
    const StopScope scope(m_watch.stop);
    const auto tensor = m_weights.tensor(name);
    if (!tensor) {
        m_missing.push_back(name);
    } else if (tensor->sizes() != shape) {
        m_misshaped.push_back(name + " " + shapeText(tensor->sizes()) + " instead of " + shapeText(shape));
    } else if (!tensor->is_floating_point()) {
        m_misshaped.push_back(name + " that holds no fractions");
    } else if (!m_stopped) {
        m_done += tensor->nbytes();
        if (m_watch.onProgress)
            m_watch.onProgress(m_done, m_total);
        try {
            checkStop();
            const bool changed = m_adapter != nullptr && m_adapter->has(name);
            const Expected<torch::Tensor> whole =
                changed ? m_adapter->merged(name, *tensor) : Expected<torch::Tensor>(*tensor);
            if (whole) {
                const torch::Tensor out = converted(*whole);
                // What has been copied need not stay in memory a second time.
                if (out.data_ptr() != tensor->data_ptr())
                    m_weights.forget(name);
                return out;
            }
            m_adapterProblem = whole.error();
        } catch (const Interrupted&) {
            m_stopped = true;
        }
    }
    // Nothing of the size that a wrong config asks for: one zero seen many times. The module is thrown away.
    return torch::zeros({1}, torch::dtype(m_type).device(m_device)).expand(shape);
}

Expected<void> WeightLoader::finish() const
{
    if (m_stopped)
        return failure(Failure::Kind::Cancelled, "Stopped");
    if (!m_adapterProblem.what.empty())
        return tl::unexpected(m_adapterProblem);
    std::vector<std::string> unexpected;
    for (const std::string& name : m_weights.names()) {
        // Rotary tables were stored once; they are computed.
        const bool table = name.size() > 8 && name.compare(name.size() - 8, 8, "inv_freq") == 0;
        if (m_taken.count(name) == 0 && !table)
            unexpected.push_back(name);
    }
    std::string what;
    for (const auto& [names, sentence] : {std::pair(&m_missing, "tensors are missing: "),
                                          {&m_misshaped, "tensors do not fit config.json: "},
                                          {&unexpected, "tensors are not of this model: "}}) {
        if (!names->empty())
            what += (what.empty() ? "" : "; ") + std::string(sentence) + list(*names);
    }
    if (!what.empty())
        return failure(Failure::Kind::Corrupt, "In “" + m_weights.folder() + "” " + what);
    for (const std::string& name : m_adapter == nullptr ? std::set<std::string>() : m_adapter->names()) {
        if (m_taken.count(name) == 0)
            return failure(Failure::Kind::Corrupt, "The adapter “" + m_adapter->folder() + "” changes “" +
                                                       name + "”, which the model has not");
    }
    return {};
}

} // namespace revseg::nn
