// CloudFormation's API: reads a call, runs the engine, returns the result. Does not interpret templates.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html
import { requireAllowed } from '../evaluator/authorise.js';
import { listOf, readTags, tagList, validationError } from '../protocol/wire.js';
import type { Stack, StackResource } from '../state.js';
import { type Action, accountOf, type Call } from '../world.js';
import { DRIFT_ACTIONS } from './drift.js';
import { requireOnStack, stackFor, stackNameOf } from './named-stack.js';
import { checkTypes, neededCapabilities } from './parameters.js';
import { createStack, deleteStack, findStack, type StackRequest } from './stacks.js';
import { parseTemplate, type Template } from './template.js';
import { readTemplate } from './template-source.js';
import { updateStack } from './update.js';

export const CFN_NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

function readParameters(call: Call, before?: Stack): Record<string, string> {
  const entries = listOf(call.params, 'Parameters').map(({ fields }): [string, string] => {
    const { ParameterKey = '', ParameterValue, UsePreviousValue } = fields;
    const previous = before?.parameters[ParameterKey];
    if (UsePreviousValue === 'true' && previous !== undefined) return [ParameterKey, previous];
    return [ParameterKey, ParameterValue ?? ''];
  });
  return Object.fromEntries(entries);
}

function readRequest(call: Call, templateBody: string, before?: Stack): StackRequest {
  const { OnFailure, DisableRollback } = call.params;
  const onFailure = DisableRollback === 'true' ? 'DO_NOTHING' : (OnFailure ?? 'ROLLBACK');
  if (onFailure !== 'ROLLBACK' && onFailure !== 'DO_NOTHING' && onFailure !== 'DELETE') {
    throw validationError(`Value '${onFailure}' at 'onFailure' failed to satisfy constraint`);
  }
  const hasTags = listOf(call.params, 'Tags').length > 0;
  return {
    stackName: before?.stackName ?? stackNameOf(call),
    templateBody,
    parameters: readParameters(call, before),
    capabilities: listOf(call.params, 'Capabilities').map(item => item.value),
    tags: before && !hasTags ? before.tags : readTags(call.params),
    onFailure,
  };
}

const create: Action = async call => {
  const stackName = stackNameOf(call);
  requireOnStack(call, stackName);
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(stackName)) {
    throw validationError(
      `1 validation error detected: Value '${stackName}' at 'stackName' failed to satisfy constraint: ` +
        'Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*',
    );
  }
  const body = readTemplate(call, call.params.TemplateBody, call.params.TemplateURL);
  return { StackId: (await createStack(call, readRequest(call, body))).stackId };
};

const update: Action = async call => {
  const stack = stackFor(call);
  const { UsePreviousTemplate, TemplateBody, TemplateURL } = call.params;
  const body = UsePreviousTemplate === 'true' ? stack.templateBody : readTemplate(call, TemplateBody, TemplateURL);
  await updateStack(call, stack, readRequest(call, body, stack));
  return { StackId: stack.stackId };
};

/** Deleting a stack that does not exist is not an error. */
const remove: Action = async call => {
  const nameOrId = stackNameOf(call);
  requireOnStack(call, nameOrId);
  const stack = findStack(call, nameOrId);
  const retained = listOf(call.params, 'RetainResources').map(item => item.value);
  if (stack) await deleteStack(call, stack, retained);
};

function shownStack(stack: Stack) {
  return {
    StackId: stack.stackId,
    StackName: stack.stackName,
    Description: stack.description,
    Parameters: Object.entries(stack.parameters).map(([ParameterKey, value]) => ({
      ParameterKey,
      ParameterValue: stack.noEcho.includes(ParameterKey) ? '****' : value,
    })),
    CreationTime: stack.createdAt,
    LastUpdatedTime: stack.updatedAt,
    DeletionTime: stack.deletedAt,
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    DisableRollback: false,
    Capabilities: stack.capabilities,
    Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
      ExportName: exportName,
    })),
    Tags: tagList(stack.tags),
    EnableTerminationProtection: false,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

const describeStacks: Action = call => {
  if (call.params.StackName) return { Stacks: [shownStack(stackFor(call))] };
  requireOnStack(call, '*');
  const { stacks } = accountOf(call.world, call.caller.accountId);
  const here = stacks.filter(stack => stack.region === call.region && stack.status !== 'DELETE_COMPLETE');
  return { Stacks: here.toReversed().map(shownStack) };
};

const listStacks: Action = call => {
  const { accountId } = call.caller;
  requireAllowed(call, { action: 'cloudformation:ListStacks', arn: '*', accountId });
  const wanted = listOf(call.params, 'StackStatusFilter').map(item => item.value);
  const stacks = accountOf(call.world, accountId).stacks.filter(
    stack => stack.region === call.region && (wanted.length === 0 || wanted.includes(stack.status)),
  );
  const StackSummaries = stacks.toReversed().map(stack => ({
    StackId: stack.stackId,
    StackName: stack.stackName,
    TemplateDescription: stack.description,
    CreationTime: stack.createdAt,
    LastUpdatedTime: stack.updatedAt,
    DeletionTime: stack.deletedAt,
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
  }));
  return { StackSummaries };
};

const describeEvents: Action = call => {
  const stack = stackFor(call);
  const StackEvents = stack.events.toReversed().map(event => ({
    StackId: stack.stackId,
    EventId: event.eventId,
    StackName: stack.stackName,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: event.timestamp,
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
  }));
  return { StackEvents };
};

function shownResource(stack: Stack, resource: StackResource) {
  return {
    StackName: stack.stackName,
    StackId: stack.stackId,
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    Timestamp: resource.timestamp,
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.reason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}

/** The stack that a call names, or the one that contains a resource in this region. */
function stackWith(call: Call): Stack {
  const { PhysicalResourceId } = call.params;
  if (!PhysicalResourceId) return stackFor(call);
  requireOnStack(call, '*');
  const here = accountOf(call.world, call.caller.accountId).stacks.filter(stack => stack.region === call.region);
  const found = here.find(
    stack => stack.status !== 'DELETE_COMPLETE' && stack.resources.some(each => each.physicalId === PhysicalResourceId),
  );
  if (!found) throw validationError(`Stack for ${PhysicalResourceId} does not exist`);
  return found;
}

const describeResources: Action = call => {
  const stack = stackWith(call);
  return { StackResources: stack.resources.map(resource => shownResource(stack, resource)) };
};

function shownParameters(template: Template) {
  return Object.entries(template.Parameters).map(([ParameterKey, spec]) => ({
    ParameterKey,
    DefaultValue: spec.Default === undefined ? undefined : String(spec.Default),
    ParameterType: spec.Type,
    NoEcho: String(spec.NoEcho) === 'true',
    Description: spec.Description,
    ParameterConstraints: spec.AllowedValues ? { AllowedValues: spec.AllowedValues.map(String) } : undefined,
  }));
}

function templateFor(call: Call): Template {
  const { StackName, TemplateBody, TemplateURL } = call.params;
  if (StackName) return parseTemplate(stackFor(call).templateBody);
  requireAllowed(call, { action: `cloudformation:${call.action}`, arn: '*', accountId: call.caller.accountId });
  const template = parseTemplate(readTemplate(call, TemplateBody, TemplateURL));
  checkTypes(template);
  return template;
}

const getSummary: Action = call => {
  const template = templateFor(call);
  const { capabilities, reason } = neededCapabilities(template);
  return {
    Parameters: shownParameters(template),
    Description: template.Description,
    Capabilities: capabilities,
    CapabilitiesReason: reason,
    ResourceTypes: [...new Set(Object.values(template.Resources).map(resource => resource.Type))],
    Metadata: template.Metadata && JSON.stringify(template.Metadata),
    Version: '2010-09-09',
  };
};

const validate: Action = call => {
  const template = templateFor(call);
  const { capabilities, reason } = neededCapabilities(template);
  const Parameters = shownParameters(template).map(({ ParameterKey, DefaultValue, NoEcho, Description }) => {
    return { ParameterKey, DefaultValue, NoEcho, Description };
  });
  return { Parameters, Description: template.Description, Capabilities: capabilities, CapabilitiesReason: reason };
};

export const CFN_ACTIONS: Readonly<Record<string, Action>> = {
  CreateStack: create,
  UpdateStack: update,
  DeleteStack: remove,
  DescribeStacks: describeStacks,
  DescribeStackEvents: describeEvents,
  DescribeStackResources: describeResources,
  ListStacks: listStacks,
  GetTemplate: call => ({ TemplateBody: stackFor(call).templateBody, StagesAvailable: ['Original', 'Processed'] }),
  GetTemplateSummary: getSummary,
  ...DRIFT_ACTIONS,
  ValidateTemplate: validate,
};
