namespace BioDL.Learning.Gradients;

/// <summary>
/// How gradients pass back through one node: from those of its outputs to those of its inputs. A rule is made once for its node and reads its
/// attributes then; it may keep what it needs for the sizes of last time. One way back at a time uses it.
/// </summary>
internal abstract class GradientRule : IDisposable
{
    /// <summary>Whether an input that is an initialiser of a shape is a weight, which training may change, rather than a constant of the network.</summary>
    public virtual bool IsWeight(int input, TensorShape shape) => false;

    /// <summary>Frees what the rule keeps.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>Passes the gradients of the outputs on to the inputs that need one.</summary>
    /// <exception cref="OnnxException">The node is used in a way that has no gradient; the caller adds its name.</exception>
    public abstract void Backward(GradientCall call);
}
