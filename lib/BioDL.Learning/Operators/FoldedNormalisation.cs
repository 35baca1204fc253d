namespace BioDL.Learning.Operators;

/// <summary>
/// A batch normalisation with learnt constants, y = (x − mean) / √(variance + ε) · gain + shift for each channel, as a factor and an offset of the
/// convolution before it.
/// </summary>
internal sealed unsafe record FoldedNormalisation(Tensor Gain, Tensor Shift, Tensor Mean, Tensor Variance, float Epsilon)
{
    /// <summary>What it is made of.</summary>
    public IEnumerable<Tensor> Tensors => [Gain, Shift, Mean, Variance];

    /// <summary>What each channel is multiplied by.</summary>
    /// <exception cref="OnnxException">There are not as many numbers as channels.</exception>
    public float[] Scale(int channels)
    {
        if (Tensors.FirstOrDefault(tensor => tensor.Shape != new TensorShape(channels)) is { } other)
            throw new OnnxException($"the batch normalisation behind it has numbers of shape {other.Shape}, but ({channels}) is expected");
        var scale = new float[channels];
        for (var n = 0; n < channels; n++)
            scale[n] = (float)(Gain.Floats[n] / Math.Sqrt((double)Variance.Floats[n] + Epsilon));
        return scale;
    }

    /// <summary>What each channel starts with.</summary>
    public float[] Bias(ReadOnlySpan<float> bias, ReadOnlySpan<float> scale)
    {
        var folded = new float[scale.Length];
        for (var n = 0; n < folded.Length; n++)
            folded[n] = (float)((((bias.IsEmpty ? 0 : (double)bias[n]) - Mean.Floats[n]) * scale[n]) + Shift.Floats[n]);
        return folded;
    }
}
